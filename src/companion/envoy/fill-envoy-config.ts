import { callLogFields, stdoutLog } from "./access-log.ts";

/** Where the parts of one start listen. */
export interface EnvoyPorts {
  /** IP address and port that clients use. */
  publicAddress: string;
  publicPort: number;
  /** Loopback port of the companion. */
  companionPort: number;
  /** Whether every call is told on Envoy's standard output; default not. */
  accessLog?: boolean;
}

/**
 * Puts the addresses of one start into the example configuration, whose own ports are 8080 (public) and 8081
 * (companion).
 *
 * @throws Error when the example no longer holds one of them
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

/** The line of the example after which the access log is named, and how far it is indented. */
const prefix = "stat_prefix: public";
const indent = " ".repeat(16);

function at(address: string, port: number): string {
  return `socket_address: { address: ${address}, port_value: ${port} }`;
}
