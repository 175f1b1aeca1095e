import { logAudit } from "../../logging/log-audit.ts";
import type { Logger } from "../../logging/logger.ts";
import type { Access } from "../../app/access.svelte.ts";
import type { Preferences } from "../../app/preferences.svelte.ts";
import { maxConfigBytes } from "../../platform-config/read-config-text.ts";
import { importableConfig, type ImportableConfig } from "./importable-config.ts";

/** What a dropped `config.ini` brought. The file itself is read and let go. */
export class ConfigImport {
  readonly #preferences: Pick<Preferences, "current" | "update">;
  readonly #access: Pick<Access, "serverConfig" | "holdMetadata">;
  readonly #logger: Pick<Logger, "logSystemEvent">;
  reading = $state.raw<ImportableConfig>();
  isUnreadable = $state(false);

  constructor(
    preferences: Pick<Preferences, "current" | "update">,
    access: Pick<Access, "serverConfig" | "holdMetadata">,
    logger: Pick<Logger, "logSystemEvent">,
  ) {
    this.#preferences = preferences;
    this.#access = access;
    this.#logger = logger;
  }

  /** Takes over what is not secret, holds what may be, and says what was left out. */
  readonly take = async (file: Blob): Promise<void> => {
    this.reading = undefined;
    this.isUnreadable = false;
    try {
      const reading = importableConfig(
        new Uint8Array(await file.slice(0, maxConfigBytes + 1).arrayBuffer()),
        this.#access.serverConfig,
      );
      const { access } = this.#preferences.current;
      const metadata = without(access.metadata, Object.keys(reading.metadata ?? {}));
      this.#preferences.update({ access: { ...access, ...reading.access, metadata } });
      if (reading.metadata) this.#access.holdMetadata(reading.metadata);
      this.reading = reading;
    } catch {
      // It was moved or is locked: the person sees the name, and can choose it again.
      this.isUnreadable = true;
      return;
    }
    const { filled, leftOut, problems } = this.reading;
    logAudit(
      this.#logger,
      "import",
      `A config.ini filled ${String(filled.length)} settings`,
      {
        what: "config_file",
        filled: filled.map(({ key }) => key),
        left_out: leftOut.map(({ key }) => key),
        wrong_lines: problems.map(({ line }) => line),
      },
      problems.length > 0 ? "WARNING" : "INFO",
    );
  };
}

/** An earlier version stored what may be secret. */
function without(fields: Record<string, string>, names: string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}
