import type { Clues } from "./clues.ts";
import type { Finding } from "./evidence.ts";

/** Text about a cause, for users. */
export interface CauseText {
  /** The problem, as a headline. */
  title: string;
  /** Explanation in one or two sentences. */
  why: string;
  /** Next step, and who can take it. */
  next: string;
}

/** A rule: recognises one cause of failure. */
export interface Rule {
  /** Unique; also the name of the rule's file. */
  cause: string;
  /**
   * What the cause belongs to. Successful calls at about the same time are evidence against a cause of the connection or the
   * account, not of the request or its audio.
   */
  about: "connection" | "account" | "request" | "sound";
  words: Record<"en" | "ru", CauseText>;
  /** Value of `error_diagnosis` in the log; default: the English title. */
  errorDiagnosis?: string;
  /** Error details that a native gRPC client would get; added to `grpc_details` in the log. */
  grpcDetails?: string;
  /** Undefined when the rule does not match. */
  find(clues: Clues): Finding | undefined;
}
