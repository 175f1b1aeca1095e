import type { SeenAnswer } from "../seen-answer.ts";

/** Whether the browser believes that it is online; undefined outside of one. */
export function isOnline(): boolean | undefined {
  return globalThis.navigator?.onLine;
}

/** How the page stands to an endpoint, as far as the browser tells. */
export function pageConditions(url: string): Pick<SeenAnswer, "page_protocol" | "same_origin"> {
  const page = globalThis.location as Location | undefined;
  const origin = URL.parse(url)?.origin;
  if (page === undefined || origin === undefined) return {};
  const isSame = origin === page.origin;
  const protocol = protocolOf(origin, isSame);
  return { ...(protocol !== undefined && { page_protocol: protocol }), same_origin: isSame };
}

/** That of the latest response of the origin: the failed one has an entry only later, and none where a connection failed. */
function protocolOf(origin: string, isSame: boolean): string | undefined {
  const entries = [
    ...(isSame ? performance.getEntriesByType("navigation") : []),
    ...performance.getEntriesByType("resource").filter(({ name }) => name.startsWith(`${origin}/`)),
  ] as PerformanceResourceTiming[];
  return entries.findLast(({ nextHopProtocol }) => nextHopProtocol)?.nextHopProtocol;
}
