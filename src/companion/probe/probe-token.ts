import type { LiveSecrets } from "../../basics/live-secrets.ts";
import type { PlatformConfig } from "../../platform-config/parse-config-ini.ts";
import type { ProbeToken } from "../../wire/probe-report.ts";
import { maxSaidLength, readTokenAnswer } from "../../wire/token-answer.ts";
import { requestToken } from "../token/request-token.ts";
import { runStep } from "./probe-step.ts";

/** Requests a token for the configured client and discards it. */
export function probeToken(config: PlatformConfig, { scrub }: LiveSecrets, signal: AbortSignal): Promise<ProbeToken> {
  return runStep<Omit<ProbeToken, "ok" | "durationMs">>({}, signal, async (limit) => {
    const { status, body, date, contentType, location, retryAfterSeconds } = await requestToken(config, limit);
    const { token, said, errorWord, lifeSeconds, ...read } = readTokenAnswer(body, Date.now(), date);
    const { expiresInSeconds = lifeSeconds, clockAheadSeconds } = read;
    const clock = clockAheadSeconds === undefined ? {} : { clockAheadSeconds };
    if (status === 200 && token !== undefined) {
      return { status, ...clock, ...(expiresInSeconds !== undefined && { expiresInSeconds }) };
    }
    return {
      ok: false,
      status,
      ...clock,
      ...(contentType !== undefined && { contentType }),
      ...(location !== undefined && { location }),
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
      errorCode: errorWord ?? `HTTP_${status}`,
      // A server may echo the request.
      errorMessage:
        said === undefined ? (errorWord ?? "no access_token in the answer") : scrub(said).slice(0, maxSaidLength),
    };
  });
}
