import type { IncomingMessage, ServerResponse } from "node:http";
import { Code, ConnectError } from "@connectrpc/connect";
import { bodyIdleMs, readBody, smallBodyMs, webStream } from "../http/read-body.ts";
import type { OtlpTarget } from "./otlp-target.ts";

/** Bounds of one request, in bytes and milliseconds. */
export interface OtlpLimits {
  /** Of the body as it is sent, which is mostly gzip. */
  bodyBytes: number;
  answerBytes: number;
  /** Without an answer after the whole body; below the 30 s that Envoy waits for the companion. */
  answerMs: number;
}

/** What the page is told instead of an answer: a status, a sentence in the form of `google.rpc.Status`, and headers. */
export type Refusal = [status: number, message: string, headers?: Record<string, string>];

/** The refusal of a body that is too large. */
export const tooLarge = (bodyBytes: number): Refusal => [413, `a request has at most ${String(bodyBytes)} bytes`];

/** No answer can be passed back. */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";
  readonly refusal: Refusal;

  constructor(...refusal: Refusal) {
    super(refusal[1]);
    this.refusal = refusal;
  }
}

/** What a Collector said. */
export interface CollectorAnswer {
  status: number;
  /** Its `Content-Type`; empty without one. */
  type: string;
  retryAfter: string | null;
  body: Uint8Array;
}

/**
 * Sends the body of a request on as it comes, and returns the answer. Redirects are not followed; when the page leaves, the request
 * to the Collector ends too.
 *
 * @param path below the target's URL
 * @throws NoAnswer with what the page is to be told
 */
export async function passOn(
  request: IncomingMessage,
  response: ServerResponse,
  target: OtlpTarget,
  path: string,
  { bodyBytes, answerBytes, answerMs }: OtlpLimits,
): Promise<CollectorAnswer> {
  const end = new AbortController();
  const leave = () => end.abort();
  response.once("close", leave);
  let timer: NodeJS.Timeout | undefined;
  let sizeBytes = 0;

  function count(bytes: number): void {
    sizeBytes += bytes;
    if (sizeBytes > bodyBytes) throw new NoAnswer(...tooLarge(bodyBytes));
  }

  async function* body(): AsyncGenerator<Buffer> {
    try {
      yield* readBody(request, { idleMs: bodyIdleMs, totalMs: smallBodyMs, count });
      timer = setTimeout(() => end.abort(new NoAnswer(504, "the Collector did not answer in time")), answerMs);
    } catch (error) {
      // `fetch` rejects with the reason of its signal, and not with what its body throws.
      end.abort(isTooSlow(error) ? new NoAnswer(408, "the request came too slowly") : error);
      throw error;
    }
  }

  try {
    const packed = request.headers["content-encoding"];
    const streamed = { body: webStream(body), duplex: "half" as const };
    const answer = await fetch(target.url + path, {
      ...streamed,
      method: "POST",
      headers: { ...target.headers, "content-type": "application/json", ...(packed && { "content-encoding": packed }) },
      redirect: "manual",
      signal: end.signal,
    });
    return await readAnswer(answer, answerBytes);
  } catch (error) {
    throw error instanceof NoAnswer ? error : new NoAnswer(503, `the Collector cannot be reached: ${kindOf(error)}`);
  } finally {
    clearTimeout(timer);
    response.off("close", leave);
  }
}

async function readAnswer({ status, headers, body }: Response, mostBytes: number): Promise<CollectorAnswer> {
  if (status >= 300 && status < 400) {
    await body?.cancel();
    throw new NoAnswer(502, `the Collector redirects (HTTP ${String(status)}): name its final address`);
  }
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of body ?? []) {
    sizeBytes += chunk.length;
    if (sizeBytes > mostBytes) {
      throw new NoAnswer(502, `the Collector's answer has more than ${String(mostBytes)} bytes`);
    }
    chunks.push(chunk);
  }
  const [type, retryAfter] = [headers.get("content-type") ?? "", headers.get("retry-after")];
  return { status, type, retryAfter, body: Buffer.concat(chunks) };
}

const isTooSlow = (error: unknown) => error instanceof ConnectError && error.code === Code.DeadlineExceeded;

/** Not the words of a failure of the network, which may hold an address. */
function kindOf(error: unknown): string {
  const { name, cause } = error as { name: string; cause?: { code?: string } };
  return cause?.code ?? name;
}
