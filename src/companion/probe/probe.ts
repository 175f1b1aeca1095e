import type { PlatformConfig } from "../../platform-config/parse-config-ini.ts";
import type { ProbeReport } from "../../wire/probe-report.ts";
import { probeConnect } from "./probe-connect.ts";
import { probeDns } from "./probe-dns.ts";
import { probeHttp2 } from "./probe-http2.ts";
import { probeTls } from "./probe-tls.ts";
import { probeToken } from "./probe-token.ts";

/**
 * Looks at the configured platform only, step by step: name, port, TLS, HTTP/2, token. A step that cannot be tried after
 * an earlier failure is left out. Nothing secret is in the facts, and failures are facts: it does not throw.
 */
export async function probe(config: PlatformConfig, signal: AbortSignal): Promise<ProbeReport> {
  const target = `${config.apiHost}:${config.apiPort}`;
  const token = config.clientId === "" ? undefined : probeToken(config, signal);
  const facts: ProbeReport = {
    target,
    at: new Date().toISOString(),
    useSsl: config.useSsl,
    dns: await probeDns(config.apiHost, signal),
  };
  if (facts.dns.ok) facts.tcp = await probeConnect(config.apiHost, config.apiPort, signal);
  if (facts.tcp?.ok && config.useSsl) facts.tls = await probeTls(config, signal);
  const hasConnection = config.useSsl ? facts.tls?.version !== undefined : facts.tcp?.ok === true;
  if (hasConnection) facts.http2 = await probeHttp2(config, signal);
  if (token !== undefined) facts.token = await token;
  return facts;
}
