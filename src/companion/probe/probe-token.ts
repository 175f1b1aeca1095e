import type { PlatformConfig } from "../../platform-config/parse-config-ini.ts";
import type { ProbeToken } from "../../wire/probe-report.ts";
import { requestToken } from "../token/request-token.ts";
import { runStep } from "./probe-step.ts";

/** Requests a token for the configured client and discards it. */
export function probeToken(config: PlatformConfig, signal: AbortSignal): Promise<ProbeToken> {
  const nothing: Omit<ProbeToken, "ok" | "durationMs"> = {};
  return runStep(nothing, signal, async (limit) => {
    const { status, body } = await requestToken(config, limit);
    if (status === 200 && typeof body["access_token"] === "string") {
      const expires = body["expires_in"];
      return { status, ...(typeof expires === "number" && { expiresInSeconds: expires }) };
    }
    const said = body["error_description"] ?? body["error"] ?? "no access_token in the answer";
    return {
      ok: false,
      status,
      errorCode: typeof body["error"] === "string" ? body["error"] : `HTTP_${status}`,
      // A server may echo the request.
      errorMessage: String(said).slice(0, 300).replaceAll(config.clientSecret, "…"),
    };
  });
}
