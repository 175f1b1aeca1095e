import { joinBytes } from "../../basics/bytes.ts";
import { noteMoment } from "../../wire/call-moments.ts";
import { answerForm } from "../../wire/answer-form.ts";
import { noteBytes, noteHeaders, openSeenResponse, type SeenResponse } from "../../wire/seen-response.ts";

type Fetch = typeof globalThis.fetch;

/** Most bytes of a foreign body that are read: enough for the title and the first words of a page. */
const maxForeignBytes = 8_192;
/** Longest wait for them, in milliseconds: the failure is known already. */
const maxForeignMs = 500;

/**
 * A fetch that notes what comes back, by the signal of the call. Of an answer that is no gRPC it reads the beginning, which
 * nobody reads after it: its body is then spent.
 *
 * @throws TypeError at a redirect, like a fetch that is to follow none, but as one that has had an answer
 */
export function watchResponses(fetch: Fetch): Fetch {
  return async (input, init) => {
    const seen = openSeenResponse(init?.signal);
    const response = await fetch(input, { ...init, redirect: "manual" });
    noteMoment(init?.signal, "headers");
    // A browser hides all of a redirect but that it was one.
    noteHeaders(seen, response.headers, response.status || undefined);
    if (isRedirect(response)) {
      seen.isRedirect = true;
      void response.body?.cancel().catch(() => undefined);
      throw new TypeError("the server answered with a redirect, which a call does not follow");
    }
    if (!isGrpc(response)) await noteForeignBody(seen, response);
    return response;
  };
}

/** Whether a response is a redirect that was not followed. */
export function isRedirect({ type, status }: Response): boolean {
  return type === "opaqueredirect" || (status >= 300 && status < 400);
}

/** Whether the body of a response is read as gRPC-Web. */
export function isGrpc({ ok, headers }: Response): boolean {
  return ok && (isFramed(headers) || headers.has("grpc-status"));
}

/** Whether a body holds frames of gRPC-Web, which an answer with an error of HTTP may have too. */
function isFramed(headers: Headers): boolean {
  return ["web", "text"].includes(formOf(headers));
}

const formOf = (headers: Headers) => answerForm(headers.get("content-type"));

/** Reads the beginning of a body as text, within limits of bytes and time; never throws. @param mostMs default: half a second */
export async function noteForeignBody(
  seen: SeenResponse,
  { headers, body }: Response,
  mostMs = maxForeignMs,
): Promise<void> {
  if (!body || isFramed(headers)) return;
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  const timer = setTimeout(() => void reader.cancel().catch(() => undefined), mostMs);
  try {
    while (seen.bytes < maxForeignBytes) {
      const { done, value } = await reader.read();
      if (done) break;
      noteBytes(seen, value.length);
      chunks.push(value);
    }
  } catch {
    // It broke off: what came is what was seen.
  }
  clearTimeout(timer);
  void reader.cancel().catch(() => undefined);
  // Frames of gRPC are no text.
  if (formOf(headers) === "foreign") noteForeign(seen, joinBytes(chunks).subarray(0, maxForeignBytes), headers);
}

/** Notes the beginning of a body that is no gRPC. */
export function noteForeign(seen: SeenResponse, body: Uint8Array, headers: Headers): void {
  if (body.length === 0) return;
  seen.foreignBody = decode(body, headers);
  seen.foreignBytes = body;
}

function decode(bytes: Uint8Array, headers: Headers): string {
  const [, charset = "utf-8"] = /charset="?([\w-]+)/i.exec(headers.get("content-type") ?? "") ?? [];
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    // A charset that nobody knows.
    return new TextDecoder().decode(bytes);
  }
}
