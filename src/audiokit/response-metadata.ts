/** What the platform says about a call beside its answer: ids for support, and how it took the request. */
export interface ResponseMetadata {
  /** `request_id` with the server's prefix, e.g. `FR-2c17...`. */
  serverRequestId?: string;
  /** `request-id`: the same UUID without prefix. */
  requestUuid?: string;
  /** The platform's name of the caller; absent when empty or blank. */
  clientId?: string;
  /** Names of request fields that the platform left out of account. */
  ignored: string[];
  /** The platform's words on what it honoured in another way than asked, e.g. a model of another language. */
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

/** Header values are percent-encoded ASCII; one that is not well-formed is shown as it came. */
function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
