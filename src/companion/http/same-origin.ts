import type { IncomingHttpHeaders } from "node:http";

/** Whether a browser says that a page of this very origin asks. What says nothing is no page, and is not believed. */
export function isOwnPage(headers: IncomingHttpHeaders): boolean {
  const { origin } = headers;
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === hostOf(headers);
}

/** Whether a browser says that a page of one of these origins asks. */
export function isListedPage({ origin }: IncomingHttpHeaders, listed: readonly string[]): boolean {
  return origin !== undefined && listed.includes(origin);
}

/**
 * Whether a browser says that a page of another origin asks, be it only for an image. Programs and old browsers say
 * nothing: a foreign page can then not read the answer, for want of CORS headers.
 */
export function isForeignPage(headers: IncomingHttpHeaders): boolean {
  const site = headers["sec-fetch-site"] ?? "none";
  if (site !== "none" && site !== "same-origin") return true;
  return headers.origin !== undefined && !isOwnPage(headers);
}

function hostOf(headers: IncomingHttpHeaders): string | undefined {
  return (headers[":authority"] as string | undefined) ?? headers.host;
}
