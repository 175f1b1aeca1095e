import type { Clues } from "./clues.ts";
import type { Finding } from "./evidence.ts";
import type { Hop } from "./hop.ts";
import type { ProbeStepName } from "./quotes.ts";
import type { TrialChange } from "./trials.ts";

/**
 * Text about a cause, for users. `{name}` stands for a fact of the rule; of `{ (name)}` nothing is left where the fact is missing.
 */
export interface CauseText {
  /** The problem, as a headline. */
  title: string;
  /** Explanation in one or two sentences. */
  why: string;
  /** Next step, and who can take it. */
  next: string;
  /** The same where the fact `token_by` says who adds the token here. */
  nextBy?: Record<"gateway" | "page", string>;
}

/** A check that can tell two causes apart. */
export type DecidingCheck =
  /** A step of the companion's probe. */
  | { kind: "probe"; step: ProbeStepName }
  /** A plain GET of the endpoint from this browser. */
  | { kind: "plain-get" }
  /** A light call the same way, with the same token: the list of models. It changes nothing on the platform. */
  | { kind: "call" }
  /** The call once more with other settings, as short as can be: a real call. */
  | { kind: "trial"; change: TrialChange };

/** Values for the placeholders of the words. */
export type Facts = Record<string, string | number>;

/** A rule: recognises one cause of failure. */
export interface Rule {
  /** Unique; also the name of the rule's file. */
  cause: string;
  /** What the cause belongs to: shown as such, and the account's and connection's causes take other calls as evidence. */
  about: "connection" | "account" | "request" | "sound";
  /** Who may have answered when this is the cause. A failure that another hop answered has another cause. */
  hops: readonly Hop[];
  /** How seldom the cause is met, -3..0. Default 0. */
  prior?: number;
  /** Steps of the probe that show the cause. When they are good after the call, the cause is excluded or over. */
  steps?: readonly ProbeStepName[];
  /** A cause of the configuration: it does not come and go, so a call that went well a moment before excludes it. */
  isLasting?: true;
  /** Says what was seen, and nothing more. It is named where no special cause is. */
  isGeneral?: true;
  /** More general causes of which this one is a case; they are no rivals. */
  refines?: readonly string[];
  /** What to try to tell this cause from others. Default: the probe, when the rule has steps. A trial only where the call can be repeated so. */
  check?: DecidingCheck;
  words: Record<"en" | "ru", CauseText>;
  /** Values for the words. */
  facts?(clues: Clues): Facts;
  /** Value of `error_diagnosis` in the log; default: the English title. */
  errorDiagnosis?: string;
  /** Error details that a native gRPC client would get; added to `grpc_details` in the log. */
  grpcDetails?: string;
  /** Undefined when the rule does not match. */
  find(clues: Clues): Finding | undefined;
}
