import type { Clues } from "./clues.ts";
import type { Finding } from "./evidence.ts";

/** A cause in words for a person. */
export interface CauseText {
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
  words: Record<"en" | "ru", CauseText>;
  /** The log's `error_diagnosis`; default: the English title. */
  errorDiagnosis?: string;
  /** What a native client is told in this case; added to the log's `grpc_details`. */
  grpcDetails?: string;
  /** Undefined when the cause does not fit. */
  find(clues: Clues): Finding | undefined;
}
