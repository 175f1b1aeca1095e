import type { Attributes } from "./metric.ts";

/**
 * Method and server of a call by the names of OpenTelemetry's RPC conventions. The full name of the method is the one that the
 * call's address has; where it has none, as in a foreign log, service and operation stand in its place.
 *
 * @param endpoint base URL and path of the call, as the log has it
 */
export function methodAttributes(service: string, operation: string, endpoint: unknown): Attributes {
  const url = typeof endpoint === "string" ? URL.parse(endpoint) : null;
  const path = url?.pathname.slice(1) ?? "";
  const isMethod = /^[\w.]+\/\w+$/.test(path);
  return {
    "rpc.system.name": isMethod || url === null ? "grpc" : "http",
    "rpc.method": isMethod ? path : `${service}/${operation}`,
    ...(url && serverAttributes(url)),
  };
}

/** Name and port of the server of an address. */
export function serverAttributes(url: URL): Attributes {
  const port = Number(url.port || (url.protocol === "http:" ? 80 : 443));
  return { "server.address": url.hostname, "server.port": port };
}
