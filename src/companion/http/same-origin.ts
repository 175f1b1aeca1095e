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

/**
 * The same, but what the browser says of its page counts before `Host`: a proxy that puts its own name there makes the page's
 * own requests look foreign by their `Origin`, and no page can forge `Sec-Fetch-Site`. For what such a page may have; what
 * is for the page of this very host takes `isForeignPage`.
 */
export function isFromOtherOrigin(headers: IncomingHttpHeaders): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site === "cross-site" || site === "same-site";
  return headers.origin !== undefined && !isOwnPage(headers);
}

function hostOf(headers: IncomingHttpHeaders): string | undefined {
  return (headers[":authority"] as string | undefined) ?? headers.host;
}
