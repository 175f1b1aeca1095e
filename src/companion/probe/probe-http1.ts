import http from "node:http";
import https from "node:https";
import { isIP } from "node:net";
import type { PlatformConfig } from "../../platform-config/parse-config-ini.ts";
import type { ProbeHttp } from "../../wire/probe-report.ts";
import { once } from "./probe-step.ts";
import { tlsFiles } from "./tls-files.ts";

const answerMs = 3_000;

/** Sends `GET /` by HTTP/1.1, over TLS where the configuration wants it; undefined when no web server answers. A redirect is not followed. */
export async function probeHttp1(config: PlatformConfig, signal: AbortSignal): Promise<ProbeHttp | undefined> {
  const { apiHost: host, apiPort: port, useSsl } = config;
  const limit = AbortSignal.any([signal, AbortSignal.timeout(answerMs)]);
  try {
    const options = { host, port, path: "/", agent: false, rejectUnauthorized: false };
    const request = useSsl
      ? https.request({ ...options, ...(await tlsFiles(config)), ...(isIP(host) === 0 && { servername: host }) })
      : http.request(options);
    return await once<ProbeHttp>(
      limit,
      () => request.destroy(),
      (done, failed) => {
        request.on("error", failed);
        request.once("response", (response) =>
          done(answerOf(response, `${useSsl ? "https" : "http"}://${host}:${port}`)),
        );
        request.end();
      },
    );
  } catch {
    // Whatever is there is no web server.
    return undefined;
  }
}

function answerOf({ statusCode = 0, headers }: http.IncomingMessage, base: string): ProbeHttp {
  const { location } = headers;
  const server = [headers["server"]].flat()[0];
  const contentType = headers["content-type"];
  const target = location === undefined ? null : URL.parse(location, base);
  return {
    status: statusCode,
    ...(server !== undefined && { server }),
    ...(contentType !== undefined && { contentType }),
    ...(target && { location: target.origin + target.pathname }),
  };
}
