/**
 * When a token was issued and when it ends, in seconds since the epoch of its issuer's clock, as the token itself says; each absent
 * when it is no JWT or does not say. Its signature is not checked: that is the platform's business.
 */
export function readTokenClaims(token: string): { issuedAtSeconds?: number; endsAtSeconds?: number } {
  const claims = token.split(".")[1];
  if (claims === undefined) return {};
  try {
    const { iat, exp } = JSON.parse(atob(claims.replaceAll("-", "+").replaceAll("_", "/"))) as Record<string, unknown>;
    return {
      ...(isSeconds(iat) && { issuedAtSeconds: iat }),
      ...(isSeconds(exp) && { endsAtSeconds: exp }),
    };
  } catch {
    // Not base64 or not JSON: an opaque token, which may be good all the same.
    return {};
  }
}

function isSeconds(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
