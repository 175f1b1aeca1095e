/** Confidence in a cause: proved by the evidence, consistent with it, or one of several with the same symptoms. */
export type Confidence = "certain" | "likely" | "possible";

/** An observation for or against a cause, with its source. */
export interface Evidence {
  /** An event of the log, or a field of the probe report, the audio metrics or the reachability check. */
  source:
    | { kind: "event"; sessionId: string; seq: number; requestId?: string }
    | { kind: "probe" | "audio" | "browser"; fact: string };
  /** The observation, verbatim: error text, status code, number with its unit. */
  quote: string;
}

/** Result of a rule that matches. */
export interface Finding {
  confidence: Confidence;
  supports: Evidence[];
  contradicts: Evidence[];
}
