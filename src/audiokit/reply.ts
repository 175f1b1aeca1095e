/** What the platform says about a call beside its answer: ids for support, and notes on how it took the request. */
export interface Reply {
  /** `request_id` with the server's prefix, e.g. `FR-2c17...`. */
  serverRequestId?: string;
  /** `request-id`: the same UUID without prefix. */
  requestUuid?: string;
  /** The platform's name of the caller; absent when empty or blank. */
  clientId?: string;
  /** Names of request fields that the platform did not use. */
  ignored: string[];
  /** Sentences of the platform about how it took the request, e.g. that the model's language is another one. */
  notes: string[];
}

/** The reply of a call that got none. */
export const emptyReply: Reply = { ignored: [], notes: [] };

/** Reads a Reply from response headers; a browser sees only those that CORS exposes. */
export function readReply(headers: Headers): Reply {
  const text = (name: string) => headers.get(name)?.trim() ?? "";
  const reply: Reply = { ignored: split(text("x-audiokit-ignored"), ","), notes: split(text("x-audiokit-note"), ";") };
  if (text("request_id")) reply.serverRequestId = text("request_id");
  if (text("request-id")) reply.requestUuid = text("request-id");
  if (text("client_id")) reply.clientId = text("client_id");
  return reply;
}

function split(list: string, separator: string): string[] {
  return list
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== "");
}
