import { grpcStatus, grpcStatusName } from "../wire/grpc-status.ts";

/** A gRPC status found in a text, with what the server and the library said. */
export interface GrpcFailure {
  code: number;
  details?: string;
  /** The library's own account of the cause: `debug_error_string` of Python. */
  debug?: string;
}

/** Part of a long text that is looked at, in UTF-16 units. */
const maxLooked = 20_000;

/** Reads a status as libraries spell it: `StatusCode.UNAVAILABLE`, `Unavailable`, `DEADLINE_EXCEEDED`, 14, `"14"`. */
export function readGrpcCode(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isInteger(value) && value >= 0 && value <= 16 ? value : undefined;
  if (typeof value !== "string" || value.length > 40) return undefined;
  if (/^\d{1,2}$/.test(value)) return readGrpcCode(Number(value));
  const name = value
    .replace(/^StatusCode\./, "")
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, "_")
    .toUpperCase()
    .replace("CANCELED", "CANCELLED");
  return name === "OK" ? 0 : Object.values(grpcStatus).find((code) => grpcStatusName(code) === name);
}

/** Forms in which libraries write a failed call into a text: the status, then what the server said. */
const forms = [
  /rpc error: code = (\w{2,20}) desc = ([^\n]*)/, // Go
  /Status(?:Runtime)?Exception: ([A-Z_]{2,20})(?:: ([^\n]*))?/, // Java
  /(?:^|Error: )\d{1,2} ([A-Z_]{2,20}): ([^\n]*)/, // Node
  /(?:^|ConnectError: )\[([a-z_]{2,20})\] ([^\n]*)/, // Connect
];

/** What the client's own channel says of a connection that it could not make; its calls then fail with UNAVAILABLE. */
const unconnected =
  /Cannot check peer: missing selected ALPN property|\bFutureTimeoutError\b|\bchannel ready time-?out\b/i;

/** Finds the failure of a call in a text; undefined without one. */
export function findGrpcFailure(text: string): GrpcFailure | undefined {
  const looked = text.length > maxLooked ? text.slice(0, maxLooked) : text;
  const python = /\bStatusCode\.([A-Z_]{2,20})/.exec(looked)?.[1];
  if (python !== undefined) {
    const code = readGrpcCode(python);
    if (code === undefined || code === 0) return undefined;
    const details = lineValue(looked, "details = ");
    const debug = lineValue(looked, "debug_error_string = ");
    return { code, ...(details && { details }), ...(debug && { debug }) };
  }
  for (const form of forms) {
    const [, name, details] = form.exec(looked) ?? [];
    const code = readGrpcCode(name);
    if (code !== undefined && code !== 0) return { code, ...(details && { details }) };
  }
  const found = unconnected.exec(looked);
  return found ? { code: grpcStatus.unavailable, details: lineAt(looked, found.index) } : undefined;
}

/** The line of a text in which a place is. */
function lineAt(text: string, at: number): string {
  const lineEnd = text.indexOf("\n", at);
  return text.slice(text.lastIndexOf("\n", at) + 1, lineEnd < 0 ? undefined : lineEnd).trim();
}

/** The rest of the line behind a name, without quotes around it. */
function lineValue(text: string, name: string): string | undefined {
  const start = text.indexOf(name);
  if (start < 0) return undefined;
  const lineEnd = text.indexOf("\n", start);
  const value = text.slice(start + name.length, lineEnd < 0 ? undefined : lineEnd).trimEnd();
  return value.startsWith('"') && value.endsWith('"') && value.length > 1 ? value.slice(1, -1) : value;
}
