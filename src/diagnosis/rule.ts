import type { Clues } from "./clues.ts";

/** How sure a cause is: proved by what was seen, fits what was seen, or one of several that would look the same. */
export type Confidence = "certain" | "likely" | "possible";

/** Something that was seen and speaks for or against a cause. */
export interface Evidence {
  /** A line of the log, or a fact by its path in the probe, the audio facts or what the browser found. */
  source: { kind: "event"; sessionId: string; seq: number } | { kind: "probe" | "audio" | "browser"; fact: string };
  /** What it says, as it was found: words of a server, a code, a figure with its unit. */
  quote: string;
}

/** A cause that fits, and why. */
export interface Finding {
  confidence: Confidence;
  supports: Evidence[];
  contradicts: Evidence[];
}

/** A cause in words for a person. */
export interface CauseWords {
  /** What is wrong, as a headline. */
  title: string;
  /** How it comes about, in one or two sentences. */
  why: string;
  /** What to do now, and who can do it. */
  next: string;
}

/** One way in which calls fail. */
export interface Rule {
  /** Unique; also the name of the rule's file. */
  cause: string;
  /**
   * What the cause is a property of. Calls that went well at about the same time speak against a fault of the connection or
   * the account, not against one of the request or its sound.
   */
  about: "connection" | "account" | "request" | "sound";
  words: Record<"en" | "ru", CauseWords>;
  /** The log's `error_diagnosis`; default: the English title. */
  errorDiagnosis?: string;
  /** What a native client is told in this case; added to the log's `grpc_details`. */
  grpcDetails?: string;
  /** Undefined when the cause does not fit. */
  find(clues: Clues): Finding | undefined;
}
