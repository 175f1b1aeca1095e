import type { DescMethod } from "@bufbuild/protobuf";
import type { LogService } from "../log-event.ts";
import type { TimedMessages } from "./message-times.ts";

/** What is logged of a request or a response: figures and names, and apart from them the personal texts. */
export interface MessageAttributes {
  attributes: Record<string, unknown>;
  /** Logged in full or as a hash, as the content setting says. */
  texts?: Record<string, string>;
  /** Texts that are sent and never logged; a recorded input has them. */
  unlogged?: Record<string, string>;
}

/** Follows the messages of one call. */
export interface CallAttributes {
  /** @param atMs milliseconds since the call began */
  sent(message: unknown, atMs: number): void;
  /** @param atMs milliseconds since the call began */
  received(message: unknown, atMs: number): void;
  /** `request_data`, of the messages sent so far. */
  request(): MessageAttributes;
  /** `response_data`, of the messages received so far. */
  response(durationMs: number): MessageAttributes;
  /** When the messages of a stream came and went so far; absent where the call's own times say all. */
  times?(): TimedMessages;
}

/** How one method is logged. */
export interface MethodAttributes {
  service: LogService;
  /** `request_data.service`, e.g. `TTS_Synthesize`. */
  requestService: string;
  open(): CallAttributes;
}

/** The descriptions of some methods, by `<service type>/<method>`. */
export type MethodAttributesTable = Record<string, MethodAttributes>;

/** The key of a method in MethodAttributesTable. */
export function methodKey(method: Pick<DescMethod, "name"> & { parent: { typeName: string } }): string {
  return `${method.parent.typeName}/${method.name}`;
}

/** Follows a method with one request and one response; the request is described as soon as it is sent. */
export function unaryAttributes<Input, Output>(
  describeRequest: (request: Input) => MessageAttributes,
  describeResponse: (response: Output, durationMs: number) => MessageAttributes,
): CallAttributes {
  let request: MessageAttributes = { attributes: {} };
  let response: Output | undefined;
  return {
    sent: (message) => (request = describeRequest(message as Input)),
    received: (message) => (response = message as Output),
    request: () => request,
    response: (durationMs) => (response === undefined ? { attributes: {} } : describeResponse(response, durationMs)),
  };
}

/** Rounded to a thousandth: what a figure in the log is worth. */
export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** Bytes in millions, to a thousandth. */
export function inMegabytes(bytes: number): number {
  return rounded(bytes / 1_000_000);
}

/** The name of an enum's value; its number when the name is not known. */
export function enumName(desc: { value: Record<number, { name: string }> }, value: number): string {
  return desc.value[value]?.name ?? String(value);
}
