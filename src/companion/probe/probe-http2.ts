import http2 from "node:http2";
import net, { isIP } from "node:net";
import tls from "node:tls";
import type { PlatformConfig } from "../../platform-config/parse-config-ini.ts";
import type { ProbeStep } from "../../wire/probe-report.ts";
import { once, runStep } from "./probe-step.ts";
import { tlsFiles } from "./tls-files.ts";

/** Sends the HTTP/2 connection preface and waits for a SETTINGS frame, which only an HTTP/2 server sends. */
export function probeHttp2(config: PlatformConfig, signal: AbortSignal): Promise<ProbeStep> {
  return runStep({}, signal, async (limit) => {
    const files = await tlsFiles(config);
    // ALPN and trust have steps of their own: this one only checks the protocol.
    const openSocket = () =>
      config.useSsl
        ? tls.connect({
            host: config.apiHost,
            port: config.apiPort,
            ...(isIP(config.apiHost) === 0 && { servername: config.apiHost }),
            ...files,
            ALPNProtocols: ["h2"],
            rejectUnauthorized: false,
          })
        : net.connect({ host: config.apiHost, port: config.apiPort });
    const session = http2.connect(`http://${config.apiHost}`, { createConnection: openSocket });
    await once<void>(
      limit,
      () => session.destroy(),
      (done, failed) => {
        session.once("remoteSettings", () => done());
        session.once("error", failed);
        session.once("close", () => failed(new Error("the server closed the connection without HTTP/2 settings")));
      },
    );
    return {};
  });
}
