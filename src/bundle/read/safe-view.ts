/** Pages of a log that a bundle may open; those that take an id, with it. None of them does anything by being opened. */
const pages = /^\/(?:logs|dashboard|dashboards|errors|alerts|(?:error|request|session|workflow)\/.+)$/;

/** Parameters that would name another log, as this version and earlier ones call them, or open a dialog. */
const removed = ["log", "set", "do"];

/**
 * The address of a view by anyone, as one that may be gone to: a page that shows a log, on this origin, without naming a log.
 *
 * @returns undefined for anything else
 */
export function safeView(view: string): string | undefined {
  const origin = "http://view.invalid";
  if (!view.startsWith("/") || !URL.canParse(view, origin)) return undefined;
  const url = new URL(view, origin);
  if (url.origin !== origin || !pages.test(url.pathname)) return undefined;
  for (const name of removed) url.searchParams.delete(name);
  return `${url.pathname}${url.search}`;
}
