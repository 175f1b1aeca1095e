import type { ExploreScope } from "../../store/explore.ts";

/** The page that makes a support bundle of one call. @param set the imported log, as addresses name it; empty: the live one */
export function callBundleLink(requestId: string, set: string): string {
  return link({ call: requestId, log: set });
}

/** The page that makes a support bundle of a group of failures. @param set the imported log, as addresses name it; empty: the live one */
export function groupBundleLink(key: string, set: string): string {
  return link({ group: key, log: set });
}

/** The page that makes a support bundle of rows of the explorer. @param text the query as it was typed */
export function rowsBundleLink(
  text: string,
  { view, range, hasOwnCalls }: Omit<ExploreScope, "query">,
  set: string,
): string {
  const bound = (timeMs: number | undefined): string => (timeMs === undefined ? "" : String(Math.round(timeMs)));
  const { fromMs, toMs } = range;
  return link({ log: set, q: text, view, from: bound(fromMs), to: bound(toMs), own: hasOwnCalls ? "" : "0" });
}

function link(parameters: Record<string, string>): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== "");
  return `/bundle?${new URLSearchParams(given).toString()}`;
}
