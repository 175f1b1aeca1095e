import { openLocalArchive } from "../../src/local-archive/local-archive.ts";
import { diagnoseError } from "../../src/diagnosis/diagnose-error.ts";
import type { Logger } from "../../src/logging/logger.ts";
import { openSettings, type SettingsStore } from "../../src/settings/settings-store.ts";
import { archiveMegabyteBytes } from "../../src/settings/storage-sizes.ts";
import { createPageArchive, type PageArchive } from "../../src/app/page-archive.ts";

/** Settings that are not stored, for one test. */
export function unstoredSettings(): SettingsStore {
  return openSettings(() => {
    throw new DOMException("a test keeps nothing", "SecurityError");
  }, new EventTarget());
}

/** An empty archive in a database of its own, with the size limit and the opt-in of these settings. */
export function testArchive(logger: Logger, settings: SettingsStore): PageArchive {
  const maxBytes = () => settings.current.archiveMegabytes * archiveMegabyteBytes;
  const opened = openLocalArchive({ name: `archive-${crypto.randomUUID()}`, maxBytes });
  const isEnabled = () => settings.current.archiveRecordings;
  return createPageArchive({ open: () => Promise.resolve(opened), logger, isEnabled, diagnoseError });
}
