import { logAudit } from "../../logging/log-audit.ts";
import { compileRules } from "../../logging/redaction/compile-rules.ts";
import type { Logger } from "../../logging/logger.ts";
import type { SettingsStore } from "../../settings/settings-store.ts";
import type { Settings } from "../../settings/settings.ts";
import { logLimits, type LogStore, type LogStoreSettings } from "../../store/log-store.ts";
import { changedSettings, isSame } from "./changed-settings.ts";
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
    const earlier = before;
    before = now;
    const changed = (Object.keys(now) as (keyof Settings)[]).filter((name) => !isSame(earlier[name], now[name]));
    if (changed.length === 0) return;
    logger.setLogContent(now.logContent);
    if (changed.includes("redactionRules")) logger.setRedactionRules(compileRules(now.redactionRules));
    logger.setLevel(now.logLevel);
    const words = changed.map((name) => name + inWords(earlier[name], now[name])).join(", ");
    logAudit(logger, "settings", `Settings changed: ${words}`, changedSettings(earlier, now));
    if (!changed.includes("logFiles") && !changed.includes("logStrictly")) return;
    store.configure(storeSettings(now)).catch((failure) => logFailure(logger, "log_settings", failure));
  });
}

/** From what to what; nothing of a record or a list, which stand in the event's data. */
function inWords(before: unknown, now: unknown): string {
  if (typeof before === "object" || typeof now === "object") return "";
  const word = (value: unknown) => (value === "" ? "nothing" : String(value));
  return ` from ${word(before)} to ${word(now)}`;
}
