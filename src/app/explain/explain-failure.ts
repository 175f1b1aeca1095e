import { setBounded } from "../../basics/bounded-map.ts";
import type { AudioMetrics } from "../../audio/audio-metrics.ts";
import { readClues, type Clues } from "../../diagnosis/clues.ts";
import type { CheckResults } from "../../diagnosis/deciding-check.ts";
import { diagnose, type Diagnosis, type MadeCheck } from "../../diagnosis/diagnose.ts";
import { diagnosisData } from "../../diagnosis/logged-diagnosis.ts";
import type { Reachability } from "../../diagnosis/failure-case.ts";
import type { DecidingCheck } from "../../diagnosis/rule.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import type { Logger } from "../../logging/logger.ts";
import { grpcStatus } from "../../wire/grpc-status.ts";
import type { ProbeReport } from "../../wire/probe-report.ts";
import { createCheckRunner, type CheckRunnerDeps } from "./run-deciding-check.ts";

/** Finds the cause of a call that went wrong, or that went well and gave nothing. */
export interface Explainer {
  /** Undefined when nothing is wrong. Never rejects. */
  explain(requestId: string, audio?: AudioMetrics): Promise<Diagnosis | undefined>;
  /**
   * Makes the check that a diagnosis proposes, and weighs everything again; what came out is logged and in `checked`.
   *
   * @throws the reason of the signal when it aborts: then nothing is logged, and the diagnosis stays
   */
  tellApart(requestId: string, diagnosis: Diagnosis, signal?: AbortSignal): Promise<Diagnosis>;
  /** The last report of the companion; for the log, which cannot wait. */
  readonly lastProbe: ProbeReport | undefined;
  /** Has the companion probe the configured platform now; undefined when there is none. */
  probe(signal?: AbortSignal): Promise<ProbeReport | undefined>;
}

/** What an explainer is made from. */
export interface ExplainerDeps extends Pick<CheckRunnerDeps, "makeLightCall" | "makeTrial"> {
  /** The last events of this page. */
  events: () => LogEvent[];
  requestProbe: (signal?: AbortSignal) => Promise<ProbeReport | undefined>;
  /** Whether there is a companion that can probe the platform of the calls; else no probe is proposed. Default: yes. */
  canProbe?: () => boolean;
  checkReachability: (signal?: AbortSignal) => Promise<Reachability>;
  /** Logs the gateway's latest token requests, where there are any; never rejects. */
  logGatewayTokens?: () => Promise<void>;
  logger: Pick<Logger, "logSystemEvent" | "flush">;
}

/** Statuses that a look at the platform and its token server may explain. */
const worthProbing: (number | undefined)[] = [
  ...[grpcStatus.unknown, grpcStatus.deadlineExceeded, grpcStatus.permissionDenied],
  ...[grpcStatus.internal, grpcStatus.unavailable, grpcStatus.unauthenticated],
];
/** Statuses of a call that was refused for its token. */
const aboutToken: (number | undefined)[] = [grpcStatus.permissionDenied, grpcStatus.unauthenticated];

/** What is known of a call beside its events. */
interface Known extends CheckResults {
  audio?: AudioMetrics;
  checked?: MadeCheck;
}

/** Of how many calls it is remembered. */
const mostCalls = 32;

/** Probes only what the failure leaves open: nothing for a call that the platform itself refused. */
export function createExplainer(deps: ExplainerDeps): Explainer {
  const {
    events,
    requestProbe,
    canProbe = () => true,
    checkReachability,
    logGatewayTokens,
    logger,
    makeLightCall,
    makeTrial,
  } = deps;
  let lastProbe: ProbeReport | undefined;
  const known = new Map<string, Known>();

  // A report is evidence, so it is in the log.
  async function probe(signal?: AbortSignal): Promise<ProbeReport | undefined> {
    lastProbe = await requestProbe(signal);
    if (lastProbe) logger.logSystemEvent("probe", `The companion looked at ${lastProbe.target}`, { ...lastProbe });
    return lastProbe;
  }

  async function reach(signal?: AbortSignal): Promise<Reachability> {
    const reachability = await checkReachability(signal);
    logger.logSystemEvent("reachability", "The browser looked for the endpoint", { ...reachability });
    return reachability;
  }

  /** All that is known of a call now. */
  function cluesOf(requestId: string): Clues {
    const all = events();
    const own = all.filter(({ request_id }) => request_id === requestId);
    const neighbours = all.filter(({ request_id }) => request_id !== requestId);
    return readClues({ ...known.get(requestId), events: own, neighbours });
  }

  function learn(requestId: string, more: Known): void {
    const before = known.get(requestId);
    const trials = { ...before?.trials, ...more.trials };
    setBounded(known, requestId, { ...before, ...more, trials }, mostCalls);
  }

  /** The cause by all that is known of a call now, with a check only where it can be made. */
  function diagnoseNow(requestId: string): Diagnosis | undefined {
    const found = diagnose(cluesOf(requestId));
    if (!found) return undefined;
    const { check, ...diagnosis } = found;
    const { checked } = known.get(requestId) ?? {};
    return { ...diagnosis, ...(check && isPossible(check) && { check }), ...(checked && { checked }) };
  }

  function isPossible({ kind }: DecidingCheck): boolean {
    const possible = { probe: canProbe(), "plain-get": true, call: makeLightCall, trial: makeTrial };
    return Boolean(possible[kind]);
  }

  const runCheck = createCheckRunner({ events, probe, reach, logger, makeLightCall, makeTrial });

  return {
    get lastProbe() {
      return lastProbe;
    },
    probe,
    async explain(requestId, audio) {
      // The end of a call that succeeded may still be deferred.
      logger.flush();
      const end = events().findLast(({ request_id, error }) => request_id === requestId && error);
      if (aboutToken.includes(end?.error?.grpc_code)) await logGatewayTokens?.();
      if (audio) learn(requestId, { audio });
      const clues = cluesOf(requestId);
      const mayBeTransport = clues.failed && !clues.isFromPlatform && worthProbing.includes(clues.code);
      const [report, reachability] = await Promise.all([
        mayBeTransport && !clues.isUnanswered ? probe() : undefined,
        mayBeTransport && clues.isUnanswered ? reach() : undefined,
      ]);
      if (report) learn(requestId, { probe: report });
      if (reachability) learn(requestId, { reachability });
      const diagnosis = diagnoseNow(requestId);
      if (diagnosis && (mayBeTransport || differs(diagnosis, clues.end))) logDiagnosis(logger, requestId, diagnosis);
      return diagnosis;
    },
    async tellApart(requestId, before, signal) {
      const { check } = before;
      if (!check) return before;
      const results = await runCheck(check, cluesOf(requestId).end, signal);
      // A token that the gateway got meanwhile is another one than that of the call.
      if (check.kind === "call") await logGatewayTokens?.();
      signal?.throwIfAborted();
      if (results) learn(requestId, results);
      const diagnosis = (results && diagnoseNow(requestId)) ?? before;
      const found = !results ? "not_made" : isSame(diagnosis, before) ? "nothing_new" : "verdict";
      const checked = { check, found } as const;
      learn(requestId, { checked });
      logDiagnosis(logger, requestId, { ...diagnosis, checked });
      return { ...diagnosis, checked };
    },
  };
}

/** Whether two diagnoses say the same to a person. */
function isSame(one: Diagnosis, other: Diagnosis): boolean {
  const said = ({ cause, confidence, isOver, guesses }: Diagnosis) =>
    JSON.stringify([cause, confidence, isOver, guesses.map((guess) => guess.cause)]);
  return said(one) === said(other);
}

/** Whether more is known now than when the line of the call was written. */
function differs({ cause, confidence }: Diagnosis, end: LogEvent | undefined): boolean {
  const written = end?.diagnosis;
  return written !== undefined && (written.cause !== cause || written.confidence !== confidence);
}

/** The failed call's own line was written before anything could be probed; this one has the result. */
function logDiagnosis(logger: Pick<Logger, "logSystemEvent">, requestId: string, diagnosis: Diagnosis): void {
  const { words: text, confidence } = diagnosis;
  const words = `${requestId}: ${text.en.title} (${confidence})`;
  logger.logSystemEvent("diagnosis", words, diagnosisData(diagnosis, requestId));
}
