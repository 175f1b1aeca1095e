import http from "node:http";
import https from "node:https";
import { tokenEndpointOf, type PlatformConfig } from "../../platform-config/parse-config-ini.ts";
import type { ProbeToken } from "../../wire/probe-report.ts";
import { once, runStep } from "./probe-step.ts";
import { tlsFiles } from "./tls-files.ts";

/** Largest response of a token endpoint that is read. */
const maxAnswerBytes = 64 * 1024;

/** Requests a token for the configured client and discards it. */
export function probeToken(config: PlatformConfig, signal: AbortSignal): Promise<ProbeToken> {
  const nothing: Omit<ProbeToken, "ok" | "durationMs"> = {};
  return runStep(nothing, signal, async (limit) => {
    const { status, body } = await post(config, limit);
    const answer = readJson(body);
    if (status === 200 && typeof answer["access_token"] === "string") {
      const expires = answer["expires_in"];
      return { status, ...(typeof expires === "number" && { expiresInSeconds: expires }) };
    }
    const said = answer["error_description"] ?? answer["error"] ?? "no access_token in the answer";
    return {
      ok: false,
      status,
      errorCode: typeof answer["error"] === "string" ? answer["error"] : `HTTP_${status}`,
      // A server may echo the request.
      errorMessage: String(said).slice(0, 300).replaceAll(config.clientSecret, "…"),
    };
  });
}

async function post(config: PlatformConfig, signal: AbortSignal): Promise<{ status: number; body: string }> {
  const url = new URL(tokenEndpointOf(config));
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: config.clientId,
    client_secret: config.clientSecret,
  }).toString();
  const client = url.protocol === "https:" ? https : http;
  const request = client.request(url, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", "content-length": Buffer.byteLength(form) },
    agent: false,
    ...(url.protocol === "https:" && { ...(await tlsFiles(config)), rejectUnauthorized: config.verifySso }),
  });
  return once(
    signal,
    () => request.destroy(),
    (done, failed) => {
      request.once("error", failed);
      request.once("response", (response) => {
        let body = "";
        response.setEncoding("utf8");
        response.on("data", (text: string) => {
          body += text;
          if (body.length > maxAnswerBytes) request.destroy(new Error("the answer is too long for a token endpoint"));
        });
        response.once("end", () => done({ status: response.statusCode ?? 0, body }));
        response.once("error", failed);
      });
      request.end(form);
    },
  );
}

function readJson(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    // HTML, for example: only the status is reported.
    return {};
  }
}
