import type { Logger } from "../../logging/logger.ts";
import { logFailure } from "./log-failure.ts";

/**
 * Logs what happens to the page itself: failures that nobody caught, its visibility, the network, and what the content
 * security policy blocks.
 *
 * @returns ends it
 */
export function logPageEvents(
  logger: Pick<Logger, "log" | "logSystemEvent">,
  page: EventTarget = globalThis,
  view: EventTarget & Pick<Document, "visibilityState"> = document,
): () => void {
  const listening = new AbortController();
  const on = <Type extends keyof WindowEventMap>(type: Type, listener: (event: WindowEventMap[Type]) => void): void => {
    page.addEventListener(type, listener as (event: Event) => void, { signal: listening.signal });
  };

  on("error", (event) => {
    // No failure: what observers of sizes still had to say comes with the next frame.
    if (!event.error && event.message?.startsWith("ResizeObserver loop")) return;
    logFailure(logger, "page_error", event.error ?? event.message);
  });
  on("unhandledrejection", (event) => logFailure(logger, "unhandled_rejection", event.reason));
  on("pageshow", (event) => {
    if (event.persisted) logger.logSystemEvent("page_resumed", "The page came back from the browser's cache");
  });
  on("online", () => logger.logSystemEvent("network_online", "The browser says it is online"));
  on("offline", () => logger.logSystemEvent("network_offline", "The browser says it is offline"));
  on("securitypolicyviolation", ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) => {
    const message = `The content security policy stopped ${effectiveDirective}`;
    const data = { directive: effectiveDirective, blocked: blockedURI, source: sourceFile, line: lineNumber };
    logger.logSystemEvent("policy_violation", message, data, "WARNING");
  });
  view.addEventListener(
    "visibilitychange",
    () => logger.logSystemEvent("page_visibility", `The page is ${view.visibilityState}`, undefined, "DEBUG"),
    { signal: listening.signal },
  );
  return () => listening.abort();
}
