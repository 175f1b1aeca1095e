import type { LogLevel, LogService } from "../../logging/log-event.ts";
import type { RuleChoice } from "../../logging/redaction/compile-rules.ts";

/** Which records of the log are shipped, and what of them. */
export interface RecordChoice {
  /** Lowest level. */
  level: LogLevel;
  /** Default: all. */
  services?: LogService[];
  /**
   * Share of the calls that are shipped although they succeeded, 0 to 1. Of the others only what has level WARNING and above is, so
   * that a failure is never missing.
   */
  successShare: number;
  /** Whether texts and transcripts are shipped; else their length and hash. */
  hasContent: boolean;
  /** What is taken out of every record before. */
  rules: RuleChoice;
}

/** A receiver of OTLP over HTTP, and what it gets. */
export interface OtlpTarget extends RecordChoice {
  /** Base URL: `/v1/logs` and the like stand behind it. */
  endpoint: string;
  /** Sent with each request; in memory only. */
  headers: Record<string, string>;
  hasTraces: boolean;
  hasMetrics: boolean;
  /** Records that are older are passed by, in milliseconds: a receiver that was away for a week is not flooded. */
  maxAgeMs: number;
  /** Version of the console, and where it runs, such as `production`; empty: not said. */
  version: string;
  deployment: string;
  /** Origin of the page, for the address of a request's page. */
  origin: string;
}
