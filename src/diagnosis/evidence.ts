/** How sure a cause is: proved by what was seen, fits what was seen, or one of several that would look the same. */
export type Confidence = "certain" | "likely" | "possible";

/** Something that was seen and speaks for or against a cause. */
export interface Evidence {
  /** A line of the log, or a fact by its path in the probe, the audio facts or what the browser found. */
  source:
    | { kind: "event"; sessionId: string; seq: number; requestId?: string }
    | { kind: "probe" | "audio" | "browser"; fact: string };
  /** What it says, as it was found: words of a server, a code, a figure with its unit. */
  quote: string;
}

/** A cause that fits, and why. */
export interface Finding {
  confidence: Confidence;
  supports: Evidence[];
  contradicts: Evidence[];
}
