/**
 * When a token ends, in milliseconds since the epoch, as the token itself says; undefined when it is no JWT or says nothing.
 *
 * Its signature is not checked: that is the platform's business, and this is only for the screen and for renewing in time.
 */
export function tokenExpiryMs(token: string): number | undefined {
  const claims = token.split(".")[1];
  if (claims === undefined) return undefined;
  try {
    const { exp } = JSON.parse(atob(claims.replaceAll("-", "+").replaceAll("_", "/"))) as { exp?: unknown };
    return typeof exp === "number" && Number.isFinite(exp) ? exp * 1000 : undefined;
  } catch {
    // Not base64 or not JSON: an opaque token, which may be good all the same.
    return undefined;
  }
}
