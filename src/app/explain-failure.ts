import type { AudioMetrics } from "../audio/audio-metrics.ts";
import { readClues } from "../diagnosis/clues.ts";
import { diagnose, type Diagnosis } from "../diagnosis/diagnose.ts";
import { diagnosisData } from "../diagnosis/logged-diagnosis.ts";
import type { Reachability } from "../diagnosis/failure-case.ts";
import type { LogEvent } from "../logging/log-event.ts";
import type { Logger } from "../logging/logger.ts";
import { grpcStatus } from "../wire/grpc-status.ts";
import type { ProbeReport } from "../wire/probe-report.ts";

/** Finds the cause of a call that went wrong, or that went well and gave nothing. */
export interface Explainer {
  /** Undefined when nothing is wrong. Never rejects. */
  explain(requestId: string, audio?: AudioMetrics): Promise<Diagnosis | undefined>;
  /** The last report of the companion; for the log, which cannot wait. */
  readonly lastProbe: ProbeReport | undefined;
  /** Has the companion probe the configured platform now; undefined when there is none. */
  probe(): Promise<ProbeReport | undefined>;
}

/** What an explainer is made from. */
export interface ExplainerDeps {
  /** The last events of this page. */
  events: () => LogEvent[];
  requestProbe: () => Promise<ProbeReport | undefined>;
  checkReachability: () => Promise<Reachability>;
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

/** Probes only what the failure leaves open: nothing for a call that the platform itself refused. */
export function createExplainer({
  events,
  requestProbe,
  checkReachability,
  logGatewayTokens,
  logger,
}: ExplainerDeps): Explainer {
  let lastProbe: ProbeReport | undefined;

  // A report is evidence, so it is in the log.
  async function probe(): Promise<ProbeReport | undefined> {
    lastProbe = await requestProbe();
    if (lastProbe) logger.logSystemEvent("probe", `The companion looked at ${lastProbe.target}`, { ...lastProbe });
    return lastProbe;
  }

  async function reach(): Promise<Reachability> {
    const reachability = await checkReachability();
    logger.logSystemEvent("reachability", "The browser looked for the endpoint", { ...reachability });
    return reachability;
  }

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
      const all = events();
      const own = all.filter(({ request_id }) => request_id === requestId);
      const neighbours = all.filter(({ request_id }) => request_id !== requestId);
      const clues = readClues({ events: own, neighbours, ...(audio && { audio }) });
      const mayBeTransport = clues.failed && !clues.isFromPlatform && worthProbing.includes(clues.code);
      const [report, reachability] = await Promise.all([
        mayBeTransport && !clues.isUnanswered ? probe() : undefined,
        mayBeTransport && clues.isUnanswered ? reach() : undefined,
      ]);
      const diagnosis = diagnose({ ...clues, ...(report && { probe: report }), ...(reachability && { reachability }) });
      if (diagnosis && (mayBeTransport || differs(diagnosis, clues.end))) logDiagnosis(logger, requestId, diagnosis);
      return diagnosis;
    },
  };
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
