/** One request of the gateway for a token, as its answer was seen. The token itself is seen by nobody but the gateway. */
export interface AuthEvent {
  /** Larger than that of every earlier event, also of an earlier start. */
  id: number;
  /** When it was sent: UTC, ISO 8601 with milliseconds. */
  at: string;
  /** `request`: there was no token before it. `renewal`: there was one. `refusal`: no token came. */
  kind: "request" | "renewal" | "refusal";
  success: boolean;
  /** From sending the request to the end of the answer. */
  durationMs?: number;
  /** Lifetime of the token that came. */
  expiresInSeconds?: number;
  /** HTTP status; 503 and 504 may be the gateway's own words for a token server that it cannot reach. */
  status?: number;
  /** Why no token came: the token server's `error`, or what failed on the way to it. */
  reason?: string;
}
