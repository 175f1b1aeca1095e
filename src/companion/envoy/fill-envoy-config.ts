import { callLogFields, stdoutLog } from "./access-log.ts";

/** Addresses of one start. */
export interface EnvoyPorts {
  /** IP address and port for clients. */
  publicAddress: string;
  publicPort: number;
  /** Loopback port of the companion. */
  companionPort: number;
  /** Whether Envoy logs every call on standard output; default false. */
  accessLog?: boolean;
}

/**
 * Replaces the addresses of the example configuration, whose ports are 8080 (public) and 8081 (companion).
 *
 * @throws Error when the example no longer has one of them
 */
export function fillEnvoyConfig(example: string, ports: EnvoyPorts): string {
  const fills: [string, string][] = [
    [at("127.0.0.1", 8080), at(JSON.stringify(ports.publicAddress), ports.publicPort)],
    [at("127.0.0.1", 8081), at("127.0.0.1", ports.companionPort)],
  ];
  if (ports.accessLog)
    fills.push([prefix, `${prefix}\n${indent}access_log: ${JSON.stringify([stdoutLog(callLogFields)])}`]);
  return fills.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`envoy.yaml no longer holds "${from}"`);
    return text.replaceAll(from, to);
  }, example);
}

/** The line of the example after which the access log is inserted, and its indentation. */
const prefix = "stat_prefix: public";
const indent = " ".repeat(16);

function at(address: string, port: number): string {
  return `socket_address: { address: ${address}, port_value: ${port} }`;
}
