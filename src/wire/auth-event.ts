/** Something that happened to a token, whichever side made it happen. The token is not in it. */
export interface TokenOutcome {
  /**
   * `request`: there was no token before it. `renewal`: there was one. `refusal`: no token came. `pasted` and `forgotten`: by a
   * person, in the page. `expired`: a call goes with a token whose time is over, and nothing can renew it.
   */
  kind: "request" | "renewal" | "refusal" | "pasted" | "forgotten" | "expired";
  success: boolean;
  /** Where the token was requested; absent for what a person did. */
  endpoint?: string;
  /** When it was requested, if that was not just now: UTC, ISO 8601 with milliseconds. */
  at?: string;
  /** From sending the request to the end of the response. */
  durationMs?: number;
  /** Lifetime that the token has left. */
  expiresInSeconds?: number;
  /** HTTP status; 503 and 504 may be the gateway's own status for a token server that it cannot reach. */
  status?: number;
  /** Why no token came: the token server's `error`, or what failed on the way to it. Of a renewal: why it was early. */
  reason?: string;
}

/** One request of the gateway for a token. */
export interface AuthEvent extends Omit<TokenOutcome, "endpoint"> {
  /** Larger than that of every earlier event, also of an earlier start. */
  id: number;
  at: string;
  kind: "request" | "renewal" | "refusal";
}
