import { AudioKitError } from "../../src/audiokit/contract/audiokit-error.ts";
import { createAudioKitClient, type AudioKitClient } from "../../src/audiokit/client.ts";
import { diagnoseError } from "../../src/diagnosis/diagnose-error.ts";
import type { Diagnosis } from "../../src/diagnosis/diagnose.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";
import { logCalls } from "../../src/logging/log-calls.ts";
import { observeCalls } from "../../src/logging/observe-calls.ts";
import { createLogger } from "../../src/logging/logger.ts";
import { logToken } from "../../src/logging/log-auth.ts";
import { createExplainer } from "../../src/app/explain/explain-failure.ts";
import { makeTrial } from "../../src/app/explain/make-trial.ts";
import { gatewayTokens } from "../../src/app/gateway-tokens.ts";
import { checkReachability } from "../../src/app/explain/check-reachability.ts";
import { requestProbe } from "../../src/app/request-probe.ts";
import type { ProvokedFailure } from "./failure-scenario.ts";

/** Outcome of one call, by the log and the diagnosis. */
export interface Observed {
  /** The end event of the call. */
  end: LogEvent;
  diagnosis: Diagnosis | undefined;
}

/** Client, log and diagnosis, wired as in the page but without a browser. */
export function openObserver({ console, endpoint, token }: ProvokedFailure) {
  const origin = console.url;
  const url = endpoint ?? origin;
  const events: LogEvent[] = [];
  const logger = createLogger({ sink: { append: (event) => void events.push(event) } });
  const stored = new Map<string, string>();
  const explainer = createExplainer({
    events: () => events,
    requestProbe: async () => (url === origin ? requestProbe(fetch, origin) : undefined),
    checkReachability: () => checkReachability(url, { origin, isOnline: () => true, fetch }),
    makeLightCall: (service, options) => (service === "ASR" ? client.sttModels(options) : client.ttsModels(options)),
    makeTrial: (...trial) => makeTrial(client, ...trial),
    logGatewayTokens: gatewayTokens({
      fetch: (path, init) => fetch(new URL(String(path), origin), init),
      storage: () => ({
        getItem: (key) => stored.get(key) ?? null,
        setItem: (key, value) => void stored.set(key, value),
      }),
      endpoint: () => undefined,
      log: (outcome) => logToken(logger, "gateway", outcome),
    }),
    logger,
  });
  const client = createAudioKitClient({
    baseUrl: url,
    bridgeUrl: `${url}/bridge`,
    interceptors: [
      observeCalls(logCalls(logger, { diagnoseError: (fields) => diagnoseError(fields, explainer.lastProbe) })),
    ],
    ...(token !== undefined && { token: () => Promise.resolve(token) }),
  });

  /** Makes one call and diagnoses it. */
  async function observe(call: (client: AudioKitClient) => Promise<unknown>): Promise<Observed> {
    await call(client).catch((thrown: unknown) => {
      if (!(thrown instanceof AudioKitError)) throw thrown;
    });
    const end = events.findLast(({ event }) => /^request_(success|error|cancelled)$/.test(event));
    if (!end?.request_id) throw new Error("the call left no end in the log");
    return { end, diagnosis: await explainer.explain(end.request_id) };
  }

  return { client, explainer, events, observe };
}
