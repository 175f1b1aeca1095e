import { joinBytes } from "../../basics/bytes.ts";
import { noteMoment } from "../../wire/call-moments.ts";
import { envelopeHeadBytes, metadataFlag } from "../../wire/bidi-frame.ts";
import { noteBytes, noteHeaders, openSeenResponse, seenResponse, type SeenResponse } from "../../wire/seen-response.ts";

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

function isRedirect({ type, status }: Response): boolean {
  return type === "opaqueredirect" || (status >= 300 && status < 400);
}

/** Whether Connect reads the body of a response. */
export function isGrpc({ ok, headers }: Response): boolean {
  return ok && (hasGrpcType(headers) || headers.has("grpc-status"));
}

const hasGrpcType = (headers: Headers) => headers.get("content-type")?.startsWith("application/grpc") === true;

/** Reads the beginning of a body as text, within limits of bytes and time; never throws. */
export async function noteForeignBody(seen: SeenResponse, { headers, body }: Response): Promise<void> {
  if (!body || hasGrpcType(headers)) return;
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  const timer = setTimeout(() => void reader.cancel().catch(() => undefined), maxForeignMs);
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
  if (chunks.length > 0) seen.foreignBody = decode(joinBytes(chunks).subarray(0, maxForeignBytes), headers);
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

/**
 * A fetch whose gRPC bodies are counted while somebody else reads them: Connect, which says nothing of what came before it
 * failed.
 */
export function countBodies(fetch: Fetch): Fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    const seen = init?.signal ? seenResponse(init.signal) : undefined;
    if (!seen || !response.body || !isGrpc(response)) return response;
    const { status, statusText, headers } = response;
    return new Response(counted(response.body, seen), { status, statusText, headers });
  };
}

function counted(body: ReadableStream<Uint8Array<ArrayBuffer>>, seen: SeenResponse) {
  const reader = body.getReader();
  const countFrames = frameCounter(seen);
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) return controller.close();
        noteBytes(seen, value.length);
        countFrames(value);
        controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

/** Follows the frames of gRPC-Web, however they are cut, by their heads alone. */
function frameCounter(seen: SeenResponse): (chunk: Uint8Array) => void {
  let headBytes = 0;
  let flags = 0;
  /** Bytes of the present frame that are missing. */
  let missing = 0;
  const end = () => {
    headBytes = 0;
    if ((flags & metadataFlag) === 0) seen.messages++;
    else seen.hasTrailers = true;
  };
  return (chunk) => {
    for (let at = 0; at < chunk.length;) {
      if (headBytes < envelopeHeadBytes) {
        const byte = chunk[at++]!;
        if (headBytes++ === 0) [flags, missing] = [byte, 0];
        else missing = missing * 256 + byte;
        if (headBytes === envelopeHeadBytes && missing === 0) end();
        continue;
      }
      const taken = Math.min(missing, chunk.length - at);
      at += taken;
      missing -= taken;
      if (missing === 0) end();
    }
  };
}
