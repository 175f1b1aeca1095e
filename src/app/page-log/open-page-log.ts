import type { LiveSecrets } from "../../basics/live-secrets.ts";
import { consoleSink } from "../../logging/console-sink.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { workflowLog, type LoggedWorkflows } from "../../logging/log-workflow.ts";
import { callDeferMs, createLogger, type Logger } from "../../logging/logger.ts";
import { createRecentEvents } from "../../logging/recent-events.ts";
import { createShutdown } from "../../logging/shutdown.ts";
import { compileRules } from "../../logging/redaction/compile-rules.ts";
import { tee } from "../../logging/tee.ts";
import type { SettingsStore } from "../../settings/settings-store.ts";
import { openRemoteStore } from "../../store/client/remote-store.ts";
import type { LogStore } from "../../store/log-store.ts";
import { followSettings, storeSettings } from "./follow-settings.ts";
import { logPageEvents } from "./page-events.ts";

/** The log of a page; it lives as long as the page. */
export interface PageLog {
  logger: Logger;
  workflows: LoggedWorkflows;
  store: LogStore;
  /** The last events of this page, oldest first. */
  recentEvents: () => LogEvent[];
}

/**
 * Opens the log of the page, whose first event is `system_startup` with these details: events go to the worker, into memory
 * and to the browser's console; page events and changes of the settings are among them. None holds a secret that is in use.
 */
export function openPageLog(
  settings: SettingsStore,
  createWorker: () => Worker,
  details: { version: string; endpoint: string },
  { scrub }: Pick<LiveSecrets, "scrub">,
): PageLog {
  // Registered before the store, which sends its queue on the same event: the last line of the page goes with it.
  const shutdown = createShutdown(globalThis);
  addEventListener("pagehide", () => {
    logger.logSystemEvent("client_shutdown", "The page is closed or put aside");
  });
  const store = openRemoteStore(createWorker, { settings: storeSettings(settings.current) });
  const recent = createRecentEvents();
  const { logLevel: level, logContent: content } = settings.current;
  const logger = createLogger({
    sink: tee(recent, store, consoleSink()),
    level,
    content,
    scrub,
    rules: compileRules(settings.current.redactionRules),
    deferMs: callDeferMs,
    shutdown,
  });
  const workflows = workflowLog(logger);
  logger.logSystemEvent("startup", `AudioKit Console ${details.version} starts`, {
    ...details,
    log_level: level,
    log_content: content,
    path: location.pathname,
    user_agent: navigator.userAgent,
  });
  logPageEvents(logger);
  followSettings(settings, logger, store);
  return { logger, workflows, store, recentEvents: recent.all };
}
