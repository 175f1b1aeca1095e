import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { decodeBinaryHeader, encodeBinaryHeader } from "@connectrpc/connect";
import { StatusSchema, type Status } from "../../gen/google/rpc/status_pb.ts";

const statusField = "grpc-status";
const messageField = "grpc-message";
const detailsField = "grpc-status-details-bin";
/** Highest number of a gRPC status, and the one for all that are higher. */
const [highestCode, unknownCode] = [16, 2];

/**
 * The fields of an answer so that Connect loses no status in them: the status is what `grpc-status` says. Its message may
 * hold a bare `%` or raw UTF-8; details that cannot be read are left out, and others never change the status.
 */
export function readableStatus(fields: Headers): Headers {
  const readable = new Headers(fields);
  const message = fields.get(messageField);
  if (message !== null) readable.set(messageField, encoded(message));
  const code = codeOf(fields.get(statusField));
  if (code !== undefined) readable.set(statusField, String(code));
  const details = fields.get(detailsField);
  if (details === null) return readable;
  const status = readDetails(details);
  if (!status || code === 0) readable.delete(detailsField);
  else if (disagrees(status, code, readable)) readable.set(detailsField, agreeing(status, code, readable));
  return readable;
}

/** Reads the fields of a trailer frame, with any ends of lines; a line that is no field is passed over. */
export function readTrailers(block: Uint8Array): Headers {
  const fields = new Headers();
  for (const line of new TextDecoder().decode(block).split(/[\r\n]+/)) {
    const colon = line.indexOf(":");
    const value = line.slice(colon + 1).trim();
    try {
      if (colon > 0) fields.append(line.slice(0, colon).trim(), encodeBeyondAscii(fromLatin1(value)));
    } catch {
      // No name of a field, or a sign that no field can hold.
    }
  }
  return readableStatus(fields);
}

/** Of several statuses the one that is a failure; undefined when it is no number. */
function codeOf(text: string | null): number | undefined {
  const codes = (text ?? "").split(",").map((part) => Number.parseInt(part, 10));
  const code = codes.find((one) => one !== 0) ?? 0;
  if (Number.isNaN(code)) return undefined;
  return code >= 0 && code <= highestCode ? code : unknownCode;
}

function readDetails(text: string): Status | undefined {
  try {
    return fromBinary(StatusSchema, decodeBinaryHeader(text));
  } catch {
    return undefined;
  }
}

/** Whether details have another status than the fields beside them, or no message where these have one. */
function disagrees(status: Status, code: number | undefined, fields: Headers): boolean {
  return (code !== undefined && status.code !== code) || (status.message === "" && fields.has(messageField));
}

/** Details with the status and the message of the fields beside them. */
function agreeing(status: Status, code: number | undefined, fields: Headers): string {
  const message = fields.get(messageField);
  const whole = {
    ...status,
    code: code ?? status.code,
    message: message === null ? status.message : decodeURIComponent(message),
  };
  return encodeBinaryHeader(toBinary(StatusSchema, whole));
}

/** A message as gRPC wants it: percent-encoded UTF-8, in which `decodeURIComponent` finds no fault. */
function encoded(message: string): string {
  const text = encodeBeyondAscii(fromLatin1(message)).replaceAll(/%(?![\da-f]{2})/gi, "%25");
  try {
    decodeURIComponent(text);
    return text;
  } catch {
    // Codes of no UTF-8 are shown as they came.
    return text.replaceAll("%", "%25");
  }
}

function encodeBeyondAscii(text: string): string {
  return text.replaceAll(/[^\t\x20-\x7e]/gu, encodeURIComponent);
}

/** Fields of HTTP come as Latin-1, a character a byte: raw UTF-8 in them is read as such. */
function fromLatin1(text: string): string {
  if (!/[\x80-\xff]/.test(text) || /[^\0-\xff]/.test(text)) return text;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(text, (sign) => sign.charCodeAt(0)));
  } catch {
    return text;
  }
}
