import { scrubTexts, type LiveSecrets } from "../../basics/live-secrets.ts";
import type { PlatformConfig } from "../../platform-config/parse-config-ini.ts";
import type { ProbeReport } from "../../wire/probe-report.ts";
import { probeConnect } from "./probe-connect.ts";
import { probeDns } from "./probe-dns.ts";
import { probeHttp1 } from "./probe-http1.ts";
import { probeHttp2 } from "./probe-http2.ts";
import { probeSpeaks } from "./probe-speaks.ts";
import { probeTls } from "./probe-tls.ts";
import { probeToken } from "./probe-token.ts";

/**
 * Probes the configured platform step by step: name, port, TLS, HTTP/2, what else is there without HTTP/2, token. A step that cannot
 * run after an earlier failure is left out. Failures are part of it: it does not throw.
 *
 * @param secrets are not in the report
 */
export async function probe(config: PlatformConfig, secrets: LiveSecrets, signal: AbortSignal): Promise<ProbeReport> {
  const target = `${config.apiHost}:${config.apiPort}`;
  const token = config.clientId === "" ? undefined : probeToken(config, secrets, signal);
  const report: ProbeReport = {
    target,
    at: new Date().toISOString(),
    useSsl: config.useSsl,
    dns: await probeDns(config.apiHost, signal),
  };
  if (report.dns.ok) report.tcp = await probeConnect(config.apiHost, config.apiPort, signal);
  if (report.tcp?.ok && config.useSsl) report.tls = await probeTls(config, signal);
  const hasConnection = config.useSsl ? report.tls?.version !== undefined : report.tcp?.ok === true;
  if (hasConnection) report.http2 = await probeHttp2(config, signal);
  if (report.tcp?.ok) Object.assign(report, await probeOther(config, report, signal));
  if (token !== undefined) report.token = await token;
  return scrubTexts(report, secrets.scrub);
}

/** What speaks on the port; where it is not HTTP/2, the bytes and a web server are asked. */
async function probeOther(
  config: PlatformConfig,
  { tls, http2 }: ProbeReport,
  signal: AbortSignal,
): Promise<Pick<ProbeReport, "speaks" | "http1">> {
  const hasTls = tls?.version !== undefined || (tls?.versions?.length ?? 0) > 0;
  const known = hasTls ? "tls" : http2?.ok ? "h2" : undefined;
  const speaks = known ?? (await probeSpeaks(config.apiHost, config.apiPort, signal));
  const mayBeWeb = http2?.ok === false && (config.useSsl ? hasTls : speaks === "http/1.1");
  const http1 = mayBeWeb ? await probeHttp1(config, signal) : undefined;
  return { ...(speaks !== undefined && { speaks }), ...(http1 && { http1 }) };
}
