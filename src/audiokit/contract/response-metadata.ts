/** What the platform sends beside the response of a call: ids for support, and how it understood the request. */
export interface ResponseMetadata {
  /** `request_id` with the server's prefix, e.g. `FR-2c17...`. */
  serverRequestId?: string;
  /** `request-id`: the same UUID without prefix. */
  requestUuid?: string;
  /** The platform's name of the caller; absent when empty or blank. */
  clientId?: string;
  /** Names of request fields that the platform ignored. */
  ignored: string[];
  /** The platform's note on what it did in another way than requested, e.g. a model of another language. */
  note?: string;
}

/** Reads the response metadata from response headers; a browser sees only those that CORS exposes. */
export function readResponseMetadata(headers: Headers): ResponseMetadata {
  const text = (name: string) => headers.get(name)?.trim() ?? "";
  const ignored = decode(text("x-audiokit-ignored")).split(",");
  const reply: ResponseMetadata = { ignored: ignored.map((name) => name.trim()).filter((name) => name !== "") };
  if (text("request_id")) reply.serverRequestId = text("request_id");
  if (text("request-id")) reply.requestUuid = text("request-id");
  if (text("client_id")) reply.clientId = text("client_id");
  if (text("x-audiokit-note")) reply.note = decode(text("x-audiokit-note"));
  return reply;
}

/** Header values are percent-encoded ASCII; one that is malformed is shown as it was received. */
function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
