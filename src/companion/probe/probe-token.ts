import type { LiveSecrets } from "../../basics/live-secrets.ts";
import type { PlatformConfig } from "../../platform-config/parse-config-ini.ts";
import type { ProbeToken } from "../../wire/probe-report.ts";
import { tokenErrorWord } from "../../wire/token-error.ts";
import { requestToken } from "../token/request-token.ts";
import { runStep } from "./probe-step.ts";

/** Longest text of a refusal, in characters. */
const maxMessageLength = 300;

/** Requests a token for the configured client and discards it. */
export function probeToken(config: PlatformConfig, { scrub }: LiveSecrets, signal: AbortSignal): Promise<ProbeToken> {
  const nothing: Omit<ProbeToken, "ok" | "durationMs"> = {};
  return runStep(nothing, signal, async (limit) => {
    const { status, body } = await requestToken(config, limit);
    if (status === 200 && typeof body["access_token"] === "string") {
      const expires = body["expires_in"];
      return { status, ...(typeof expires === "number" && { expiresInSeconds: expires }) };
    }
    const word = tokenErrorWord(body["error"]);
    const said = body["error_description"];
    return {
      ok: false,
      status,
      errorCode: word ?? `HTTP_${status}`,
      // A server may echo the request.
      errorMessage:
        typeof said === "string" ? scrub(said).slice(0, maxMessageLength) : (word ?? "no access_token in the answer"),
    };
  });
}
