import { unlessAborted } from "../../basics/abort.ts";
import type { AudioKitCallOptions } from "../../audiokit/contract/call-options.ts";
import type { CheckResults } from "../../diagnosis/deciding-check.ts";
import type { Reachability } from "../../diagnosis/failure-case.ts";
import type { DecidingCheck } from "../../diagnosis/rule.ts";
import type { TrialChange } from "../../diagnosis/trials.ts";
import { originOf } from "../../diagnosis/weighing.ts";
import { consoleCallContext, withCallContext } from "../../logging/call-context.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import type { Logger } from "../../logging/logger.ts";
import type { ProbeReport } from "../../wire/probe-report.ts";

/** What checks are made with. */
export interface CheckRunnerDeps {
  events: () => LogEvent[];
  probe: (signal?: AbortSignal) => Promise<ProbeReport | undefined>;
  reach: (signal?: AbortSignal) => Promise<Reachability>;
  logger: Pick<Logger, "flush">;
  /** Requests the list of models of a service, logged like any call. Absent: such a check cannot be made. */
  makeLightCall?: ((service: "TTS" | "ASR", options: AudioKitCallOptions) => Promise<unknown>) | undefined;
  /** Repeats the failed call with a change; `listing` goes with what else it has to ask. Absent: such a check cannot be made. */
  makeTrial?:
    | ((
        change: TrialChange,
        failed: LogEvent,
        options: AudioKitCallOptions,
        listing: AudioKitCallOptions,
      ) => Promise<unknown>)
    | undefined;
}

/** Deadline of the light call, in milliseconds: a person is waiting. */
const lightCallTimeoutMs = 15_000;
/** That of a trial, in which a service has to work. */
const trialTimeoutMs = 30_000;

/**
 * Makes one check for a failed call.
 *
 * @param end of the failed call: the light call goes to the same service
 * @returns undefined when the check could not be made
 */
export type RunCheck = (
  check: DecidingCheck,
  end: LogEvent | undefined,
  signal?: AbortSignal,
) => Promise<CheckResults | undefined>;

/** Makes the runner. It rejects only when its signal aborts. */
export function createCheckRunner(deps: CheckRunnerDeps): RunCheck {
  const { events, probe, reach, logger, makeLightCall, makeTrial } = deps;

  /** Makes a call and finds the line of its end; how it ended, that line tells. */
  async function lineOf(
    make: (options: AudioKitCallOptions) => Promise<unknown>,
    end: LogEvent | undefined,
    limits: Pick<AudioKitCallOptions, "timeoutMs" | "signal">,
  ): Promise<LogEvent | undefined> {
    let id: string | undefined;
    const contextValues = withCallContext({ initiator: "console", onRequestId: (made) => (id = made) });
    await make({ contextValues, ...limits }).catch(() => undefined);
    logger.flush();
    const line = events().findLast(
      ({ request_id, event }) => id !== undefined && request_id === id && /^request_(?:success|error)$/.test(event),
    );
    // Whoever chose another endpoint meanwhile learns nothing of this one.
    return line && originOf(line.endpoint) === originOf(end?.endpoint) ? line : undefined;
  }

  async function call(end: LogEvent | undefined, signal?: AbortSignal): Promise<LogEvent | undefined> {
    if (!makeLightCall) return undefined;
    const service = end?.service === "ASR" ? "ASR" : "TTS";
    return lineOf((options) => makeLightCall(service, options), end, {
      timeoutMs: lightCallTimeoutMs,
      ...(signal && { signal }),
    });
  }

  async function trial(change: TrialChange, end: LogEvent | undefined, signal?: AbortSignal) {
    if (!makeTrial || !end) return undefined;
    const limits = { timeoutMs: trialTimeoutMs, ...(signal && { signal }) };
    // Request and end of a call are lines of their own.
    const own = events().filter(({ request_id }) => request_id === end.request_id);
    const request_data = Object.assign({}, ...own.map((line) => line.request_data)) as Record<string, unknown>;
    const listing = { contextValues: consoleCallContext(), ...limits };
    const line = await lineOf((options) => makeTrial(change, { ...end, request_data }, options, listing), end, limits);
    return line && { trials: { [change]: line } };
  }

  async function run(check: DecidingCheck, end: LogEvent | undefined, signal?: AbortSignal) {
    switch (check.kind) {
      case "probe": {
        const report = await probe(signal);
        return report && { probe: report };
      }
      case "plain-get":
        return { reachability: await reach(signal) };
      case "trial":
        return trial(check.change, end, signal);
      case "call": {
        const lightCall = await call(end, signal);
        return lightCall && { lightCall };
      }
    }
  }

  return (check, end, signal) => unlessAborted(run(check, end, signal), signal);
}
