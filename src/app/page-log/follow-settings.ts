import type { Logger } from "../../logging/logger.ts";
import type { SettingsStore } from "../../settings/settings-store.ts";
import type { Settings } from "../../settings/settings.ts";
import { logLimits, type LogStore, type LogStoreSettings } from "../../store/log-store.ts";
import { logFailure } from "./log-failure.ts";

/** The settings of the log store in those of the person. */
export function storeSettings({ logFiles, logStrictly }: Settings): LogStoreSettings {
  return { limits: logLimits(logFiles), durability: logStrictly ? "strict" : "relaxed" };
}

/**
 * Applies each change of the settings to the log: level and content from the next event on, sizes in the store. A change is
 * an event itself, at every level.
 *
 * @returns ends it
 */
export function followSettings(
  settings: Pick<SettingsStore, "current" | "subscribe">,
  logger: Logger,
  store: Pick<LogStore, "configure">,
): () => void {
  let before = settings.current;
  return settings.subscribe((now) => {
    const changed = Object.entries(now).filter(([name, value]) => !isSame(before[name as keyof Settings], value));
    before = now;
    if (changed.length === 0) return;
    const names = changed.map(([name]) => name).join(", ");
    logger.setLogContent(now.logContent);
    // An audit event: it is logged at every level.
    logger.setLevel("DEBUG");
    logger.logSystemEvent("settings_changed", `Settings changed: ${names}`, Object.fromEntries(changed));
    logger.setLevel(now.logLevel);
    if (!changed.some(([name]) => name === "logFiles" || name === "logStrictly")) return;
    store.configure(storeSettings(now)).catch((failure) => logFailure(logger, "log_settings", failure));
  });
}

/** Settings are read anew after every change, so equal ones are not the same object. */
function isSame(before: unknown, now: unknown): boolean {
  return JSON.stringify(before) === JSON.stringify(now);
}
