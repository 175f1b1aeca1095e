import type { LiveSecrets } from "../../basics/live-secrets.ts";
import { createAudioKitClient, type AudioKitClient } from "../../audiokit/client.ts";
import type { CallCounter } from "../../logging/statistics/call-statistics.ts";
import { logCalls } from "../../logging/log-calls.ts";
import type { TracesCall } from "../../logging/trace-context.ts";
import { observeCalls } from "../../logging/observe-calls.ts";
import { bridgeUrlOf } from "../../wire/paths.ts";
import type { PageCallInputs } from "../call-inputs/page-call-inputs.ts";
import type { OpenAccess } from "../open-access.ts";
import type { Explainer } from "../explain/explain-failure.ts";
import type { LazyDiagnosis } from "../explain/lazy-diagnosis.ts";
import type { RunningCalls } from "../running-calls.svelte.ts";
import type { PageLog } from "../page-log/open-page-log.ts";

/** What the clients of a page have in common. */
export interface ConnectDeps extends Pick<PageLog, "logger">, Pick<OpenAccess, "access" | "authPresent"> {
  explainer: Pick<Explainer, "lastProbe">;
  diagnosis: Pick<LazyDiagnosis, "diagnoseError" | "explainsCalls">;
  counter: CallCounter;
  running: Pick<RunningCalls, "observe">;
  secrets: LiveSecrets;
  /** Records what calls send. */
  callInputs: Pick<PageCallInputs, "record">;
  /** Whether a call carries the trace of its lines; default: none does. */
  tracesCall?: TracesCall;
}

/** Makes the client of the platform at a base URL; its calls are logged, counted and signed in. */
export function connectPlatform(baseUrl: string, deps: ConnectDeps): AudioKitClient {
  const { logger, access, authPresent, explainer, diagnosis, counter, running, secrets, callInputs, tracesCall } = deps;
  // The companion probes the platform behind its own gateway only.
  const isOwn = URL.parse(baseUrl)?.origin === location.origin;
  const logged = logCalls(logger, {
    authPresent,
    sendsRequestId: isOwn,
    tracesCall,
    recordInput: callInputs.record,
    diagnoseError: (fields) => diagnosis.diagnoseError(fields, isOwn ? explainer.lastProbe : undefined),
  });
  return createAudioKitClient({
    baseUrl,
    bridgeUrl: bridgeUrlOf(baseUrl),
    interceptors: [observeCalls(logged, counter.observe, running.observe), diagnosis.explainsCalls],
    secrets,
    ...access.credentials,
  });
}
