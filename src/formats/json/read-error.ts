import type { LogError } from "../../logging/log-event.ts";
import { grpcStatusName } from "../../wire/grpc-status.ts";
import { findGrpcFailure, readGrpcCode, type GrpcFailure } from "../grpc-failure.ts";
import { readStackTrace } from "../text/stack-trace.ts";
import { textAt, valueAt, type RecordShape } from "./record-shape.ts";

/** An error as a record tells of it, before it is ours. */
export interface ErrorClues {
  type?: string | undefined;
  message?: string | undefined;
  stack?: string | undefined;
  grpc?: GrpcFailure | undefined;
}

/** Reads the error of a record; undefined without one. A complete error of ours is returned as it is. */
export function readErrorFields(record: Record<string, unknown>, { refs }: RecordShape): LogError | undefined {
  const { errorType, errorMessage, stack, grpcCode } = refs;
  if (!errorType && !errorMessage && !stack && !grpcCode) return undefined;
  if (isLogError(record["error"])) return record["error"];
  const code = grpcCode && readGrpcCode(grpcCode.map((ref) => valueAt(record, ref)).find(isCode));
  const details = textAt(record, refs.grpcDetails);
  const debug = textAt(record, refs.grpcDebug);
  const grpc = code ? { code, ...(details && { details }), ...(debug && { debug }) } : undefined;
  return buildError({
    type: textAt(record, errorType),
    message: textAt(record, errorMessage),
    stack: textAt(record, stack),
    grpc,
  });
}

const isCode = (value: unknown) => readGrpcCode(value) !== undefined;

function isLogError(value: unknown): value is LogError {
  if (typeof value !== "object" || value === null) return false;
  const { error_type: type, error_message: message, grpc_code: code, grpc_details: details } = value as LogError;
  const isStatus = code === undefined || (typeof code === "number" && Number.isFinite(code));
  if (typeof type !== "string" || typeof message !== "string" || !isStatus) return false;
  // The prototype writes Python's class and the whole text of the exception.
  const isRaw = code === undefined && (findGrpcFailure(message) ?? findGrpcFailure(type)) !== undefined;
  return !isRaw && (details === undefined || typeof details === "string");
}

/** Longest message taken from a text that was not made to be one, in UTF-16 units. */
const maxMessage = 2_000;

/** Makes our error of what was found: the gRPC status is its type where there is one, the class otherwise. */
export function buildError({ type, message, stack, grpc }: ErrorClues): LogError | undefined {
  if (type === undefined && message === undefined && stack === undefined && grpc === undefined) return undefined;
  const inText = findGrpcFailure(message ?? stack ?? "");
  // A channel that did not connect in time raises an error of its own class, without a status.
  const inType = type === undefined ? undefined : findGrpcFailure(type);
  const failure = grpc ? { ...inText, ...grpc } : (inText ?? inType);
  const traced = stack !== undefined && (type === undefined || message === undefined) ? readStackTrace(stack) : {};
  const ownMessage = message ?? traced.message ?? "";
  if (!failure) {
    const named = type ?? traced.type ?? readStackTrace(message ?? "").type;
    const isNamed = type === undefined && traced.type === undefined && /(?:Error|Exception|Timeout)$/.test(named ?? "");
    const error_type = type ?? traced.type ?? (isNamed ? named! : "Error");
    return { error_type, error_message: ownMessage.slice(0, maxMessage) };
  }
  const { code, details, debug } = failure;
  // A text that only wraps the status says nothing beside it.
  const isWrapper = !message || (inText !== undefined && details !== undefined);
  const reported = [details, debug].filter((one) => one !== undefined && one !== "").join("; ");
  return {
    error_type: grpcStatusName(code),
    error_message: (isWrapper ? (details ?? ownMessage) : ownMessage).slice(0, maxMessage),
    grpc_code: code,
    ...(reported !== "" && { grpc_details: reported.slice(0, 2 * maxMessage) }),
  };
}
