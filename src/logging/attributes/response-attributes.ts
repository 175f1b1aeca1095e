import type { LogFields } from "../log-event.ts";

/** What came beside the messages of a response, as far as it came. */
export interface ResponseAttributes {
  fields: Pick<LogFields, "server_request_id">;
  /** Joins `response_data`. */
  attributes: Record<string, unknown>;
}

/** Headers of the response beside its id, and what the log calls them. */
const loggedHeaders = [
  ["request-id", "server_request_uuid"],
  ["client_id", "server_client_id"],
  ["x-audiokit-ignored", "ignored_options"],
  ["x-audiokit-note", "server_note"],
] as const;

/** Adds the ids and notes in the headers, or in the metadata of an error. */
export function readHeaders(headers: Headers, response: ResponseAttributes): void {
  const id = headers.get("request_id");
  if (id) response.fields.server_request_id = id;
  for (const [header, name] of loggedHeaders) {
    const value = headers.get(header)?.trim();
    if (value) response.attributes[name] = value;
  }
}

/** Adds the first message's own time, in milliseconds since the epoch: beside `timestamp` it shows the network's delay. */
export function readServerTime(message: unknown, response: ResponseAttributes): void {
  const { header } = message as { header?: { timestamp: bigint } };
  if (header && header.timestamp > 0n) response.attributes["server_time_ms"] ??= Number(header.timestamp);
}
