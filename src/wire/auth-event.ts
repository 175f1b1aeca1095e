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
  /** Lifetime as the token server states it, 0 included, else what the token says of itself. */
  expiresInSeconds?: number;
  /** How far the clock of the machine that requested it is ahead of the token server's (behind: negative), when that is a lot. */
  clockAheadSeconds?: number;
  /** HTTP status; 503 and 504 may be the gateway's own status for a token server that it cannot reach. */
  status?: number;
  /** Why no token came: the token server's `error`, or what failed on the way to it. Of a renewal: why it was early. */
  reason?: string;
  /** What the token server says of its refusal, in its own words, without secrets. */
  said?: string;
  /** Of an answer without a token: its content type, where a redirect points to (without query), the pause that was asked for. */
  contentType?: string;
  location?: string;
  retryAfterSeconds?: number;
}

/** One request of the gateway for a token. */
export interface AuthEvent extends Omit<TokenOutcome, "endpoint"> {
  /** Larger than that of every earlier event, also of an earlier start. */
  id: number;
  at: string;
  kind: "request" | "renewal" | "refusal";
}
