/** The words for a refusal in RFC 6749, 4.1.2.1 and 5.2. */
const words = new Set([
  ...["invalid_request", "invalid_client", "invalid_grant", "unauthorized_client", "unsupported_grant_type"],
  ...["invalid_scope", "access_denied", "unsupported_response_type", "server_error", "temporarily_unavailable"],
]);

/**
 * The `error` of a token server, if it is one of the words of RFC 6749. Anything else may repeat what the server was sent.
 */
export function tokenErrorWord(error: unknown): string | undefined {
  return typeof error === "string" && words.has(error) ? error : undefined;
}
