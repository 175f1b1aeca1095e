import { fromBinary, type DescMessage, type MessageShape } from "@bufbuild/protobuf";
import type { ConnectError } from "@connectrpc/connect";
import {
  BadRequestSchema,
  DebugInfoSchema,
  ErrorInfoSchema,
  QuotaFailureSchema,
  RetryInfoSchema,
} from "../gen/google/rpc/error_details_pb.ts";

/** A detail of a gRPC status: as it came, or as a server of our own is to send it. */
type ErrorDetail = ConnectError["details"][number];

/**
 * A detail of a gRPC status on one line: its type, and what BadRequest, RetryInfo, QuotaFailure, ErrorInfo and DebugInfo of
 * google.rpc say, e.g. `google.rpc.BadRequest voice: unknown`. Of another type, or of bytes that are none, the type alone.
 * Not free of secrets.
 */
export function describeDetail(detail: ErrorDetail): string {
  if ("desc" in detail) return detail.desc.typeName;
  const { type, value } = detail;
  try {
    return [type, ...(readers.get(type)?.(value) ?? [])].filter((part) => part !== "").join(" ");
  } catch {
    return type;
  }
}

/** The details of a failed call, each on one line; not free of secrets. */
export function detailsOf({ details }: Pick<ConnectError, "details">): string[] {
  return details.map(describeDetail);
}

const readers = new Map<string, (bytes: Uint8Array) => string[]>([
  reader(BadRequestSchema, ({ fieldViolations }) => [listed(fieldViolations, ({ field }) => field)]),
  reader(QuotaFailureSchema, ({ violations }) => [listed(violations, ({ subject }) => subject)]),
  reader(RetryInfoSchema, ({ retryDelay }) => [
    retryDelay ? `retry after ${String(Number(retryDelay.seconds) + retryDelay.nanos / 1e9)} s` : "",
  ]),
  reader(ErrorInfoSchema, ({ reason, domain, metadata }) => [
    reason,
    domain && `(${domain})`,
    ...Object.entries(metadata).map(([name, value]) => `${name}=${value}`),
  ]),
  reader(DebugInfoSchema, ({ detail, stackEntries }) => [detail, stackEntries.join(" | ")]),
]);

function reader<D extends DescMessage>(schema: D, describe: (message: MessageShape<D>) => string[]) {
  return [schema.typeName, (bytes: Uint8Array) => describe(fromBinary(schema, bytes))] as const;
}

function listed<T extends { description: string }>(violations: T[], nameOf: (one: T) => string): string {
  return violations.map((one) => [nameOf(one), one.description].filter(Boolean).join(": ")).join(", ");
}
