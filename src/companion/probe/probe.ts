import { scrubTexts, type LiveSecrets } from "../../basics/live-secrets.ts";
import type { PlatformConfig } from "../../platform-config/parse-config-ini.ts";
import type { ProbeReport } from "../../wire/probe-report.ts";
import { probeConnect } from "./probe-connect.ts";
import { probeDns } from "./probe-dns.ts";
import { probeHttp2 } from "./probe-http2.ts";
import { probeTls } from "./probe-tls.ts";
import { probeToken } from "./probe-token.ts";

/**
 * Probes the configured platform step by step: name, port, TLS, HTTP/2, token. A step that cannot run after
 * an earlier failure is left out. Failures are part of it: it does not throw.
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
  if (token !== undefined) report.token = await token;
  return scrubTexts(report, secrets.scrub);
}
