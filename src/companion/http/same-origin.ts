import type { IncomingHttpHeaders } from "node:http";

/** Whether a request comes from a page of the same origin, by its `Origin` or `Sec-Fetch-Site`; false without either. */
export function isOwnPage(headers: IncomingHttpHeaders): boolean {
  const { origin } = headers;
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === hostOf(headers);
}

/** Whether a request comes from a page of one of these origins. */
export function isListedPage({ origin }: IncomingHttpHeaders, listed: readonly string[]): boolean {
  return origin !== undefined && listed.includes(origin);
}

/**
 * Whether a request comes from a page of another origin, if only for an image. Programs and old browsers send neither
 * header; without CORS headers a page of another origin cannot read the response anyway.
 */
export function isForeignPage(headers: IncomingHttpHeaders): boolean {
  const site = headers["sec-fetch-site"] ?? "none";
  if (site !== "none" && site !== "same-origin") return true;
  return headers.origin !== undefined && !isOwnPage(headers);
}

function hostOf(headers: IncomingHttpHeaders): string | undefined {
  return (headers[":authority"] as string | undefined) ?? headers.host;
}
