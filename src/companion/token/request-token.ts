import http from "node:http";
import https from "node:https";
import { getCACertificates } from "node:tls";
import { readRetryAfterMs } from "../../basics/retry-after.ts";
import type { PlatformConfig } from "../../platform-config/parse-config-ini.ts";
import { tokenEndpointOf } from "../../platform-config/token-endpoint.ts";
import { once } from "../probe/probe-step.ts";
import { tlsFiles } from "../probe/tls-files.ts";

/** Response of a token endpoint: its HTTP status, its JSON object, empty when the body is none, and what its headers tell. */
export interface TokenResponse {
  status: number;
  body: Record<string, unknown>;
  contentType?: string;
  /** Where a redirect points to, without query. It is not followed: the secret is for the server that was named. */
  location?: string;
  /** The pause that the server asks for. */
  retryAfterSeconds?: number;
  /** Its `Date`. */
  date?: string;
}

/** Largest response of a token endpoint that is read. */
const maxAnswerBytes = 64 * 1024;

/**
 * Requests a token for the configured client (client credentials).
 *
 * @throws Error of the network or of TLS, or the signal's reason
 */
export async function requestToken(config: PlatformConfig, signal: AbortSignal): Promise<TokenResponse> {
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
    ...(url.protocol === "https:" && {
      // Those of the machine as well: a company's own authority is installed there, and Envoy trusts it too.
      ca: [...getCACertificates("default"), ...getCACertificates("system")],
      ...(await tlsFiles(config)),
      rejectUnauthorized: config.verifySso,
    }),
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
        response.once("end", () =>
          done({ status: response.statusCode ?? 0, body: readJson(body), ...readHeaders(response.headers, url) }),
        );
        response.once("error", failed);
      });
      request.end(form);
    },
  );
}

function readHeaders(headers: http.IncomingHttpHeaders, url: URL): Omit<TokenResponse, "status" | "body"> {
  const { date, location, "content-type": contentType, "retry-after": retryAfter } = headers;
  const target = location === undefined ? null : URL.parse(location, url.href);
  const pauseMs = readRetryAfterMs(retryAfter, Date.now());
  return {
    ...(contentType !== undefined && { contentType }),
    ...(target && { location: target.origin + target.pathname }),
    ...(pauseMs !== undefined && { retryAfterSeconds: Math.ceil(pauseMs / 1000) }),
    ...(date !== undefined && { date }),
  };
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
