import { Code, ConnectError } from "@connectrpc/connect";
import type { BridgeStatus } from "../../wire/bridge-status.ts";
import { noteMoment } from "../../wire/call-moments.ts";
import { noteHeaders, type SeenResponse } from "../../wire/seen-response.ts";
import { isRedirect, noteForeignBody } from "./watch-responses.ts";
import { codeOfHttp } from "../../wire/code-of-http.ts";
import { StreamTorn } from "../contract/audiokit-error.ts";
import { bidiSubprotocol, cutCloseCode, encodeMetadata, halfCloseMark, markEnvelope } from "../../wire/bidi-frame.ts";

export interface SocketStreamOptions {
  /**
   * Above this much unsent data no further message is taken from the caller, in bytes; default 256 KiB. Nothing is dropped here:
   * the caller waits.
   */
  highWaterBytes?: number;
  /** Default: the browser's own. */
  WebSocket?: typeof WebSocket;
  /** Finds out from the bridge why it refused a socket; default: the browser's own. */
  fetch?: typeof fetch;
}

/** Longest wait for what the bridge says of itself, in milliseconds. */
const maxStatusMs = 5_000;

/** How often a full socket is checked, in milliseconds: it has no event that says it has drained. */
const drainPollMs = 5;

/**
 * Opens a WebSocket, sends the metadata and every envelope, and gives back the bytes that come.
 *
 * Aborting closes the socket and fails the bytes with the signal's reason. A failing `envelopes` cancels the call and is
 * what the reader gets.
 *
 * @param request its URL is `http(s)://host/bridge/<method>`
 * @param seen learns what the bridge answers to a plain GET when it refuses the call
 */
export function openSocketStream(
  { url, header, signal }: { url: string; header: Headers; signal: AbortSignal },
  envelopes: AsyncIterable<Uint8Array>,
  seen: SeenResponse,
  options: SocketStreamOptions,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const { highWaterBytes = 256 * 1024, WebSocket: Socket = globalThis.WebSocket } = options;
  const socket = new Socket(url.replace(/^http/, "ws"), [bidiSubprotocol]);
  socket.binaryType = "arraybuffer";

  return new ReadableStream({
    start(controller) {
      let settled = false;
      let opened = false;
      const settle = (how: () => void) => {
        if (settled) return;
        settled = true;
        signal.removeEventListener("abort", abort);
        how();
      };
      const abort = () => {
        settle(() => controller.error(signal.reason));
        socket.close(1000);
      };
      signal.addEventListener("abort", abort);
      if (signal.aborted) abort();

      socket.onmessage = ({ data }) => {
        if (!settled) controller.enqueue(new Uint8Array(data as ArrayBuffer));
      };
      socket.onclose = ({ code, reason }) => {
        if (code === 1000) settle(() => controller.close());
        else if (opened) settle(() => controller.error(interrupted(code, reason)));
        else void whyRefused(url, options.fetch ?? fetch, seen).then((error) => settle(() => controller.error(error)));
      };
      socket.onopen = () => {
        opened = true;
        noteMoment(signal, "connected");
        socket.send(encodeMetadata(header.entries()));
        sendAll(socket, envelopes, highWaterBytes).catch((error: unknown) => {
          settle(() => controller.error(error));
          socket.close(4000, "the request failed");
        });
      };
    },
    cancel: () => socket.close(1000),
  });
}

async function sendAll(socket: WebSocket, envelopes: AsyncIterable<Uint8Array>, highWaterBytes: number): Promise<void> {
  for await (const envelope of envelopes) {
    if (socket.readyState !== socket.OPEN) return;
    socket.send(markEnvelope(envelope));
    while (socket.bufferedAmount > highWaterBytes && socket.readyState === socket.OPEN) {
      await new Promise((resolve) => setTimeout(resolve, drainPollMs));
    }
  }
  if (socket.readyState === socket.OPEN) socket.send(Uint8Array.of(halfCloseMark));
}

function interrupted(code: number, reason: string): ConnectError {
  const status = code - cutCloseCode;
  if (status >= Code.Canceled && status <= Code.Unauthenticated) return cutWithin(status, reason);
  // 1009: a message was larger than the peer takes (RFC 6455, 7.4.1).
  const other = code === 1009 ? Code.ResourceExhausted : Code.Unavailable;
  return new ConnectError(`the stream was cut: WebSocket closed with ${code}${reason && ` (${reason})`}`, other);
}

/** The failure of a call whose answer ended within a message: torn, unless the bridge ended it with a status of its own. */
function cutWithin(code: Code, reason: string): ConnectError {
  const words = `bridge: ${reason}`;
  return code === Code.Unavailable
    ? new ConnectError(words, code, undefined, undefined, new StreamTorn("the answer broke off"))
    : new ConnectError(words, code, { "grpc-status": String(code) });
}

/**
 * The browser hides why a handshake was refused; a plain GET of the bridge tells a full one from an absent one, and from what answers
 * in its place.
 */
async function whyRefused(url: string, fetch: typeof globalThis.fetch, seen: SeenResponse): Promise<ConnectError> {
  const bridge = url.slice(0, url.lastIndexOf("/", url.lastIndexOf("/") - 1));
  const absent = (why: string, code: Code) => new ConnectError(`no live calls here: ${why}`, code);
  try {
    const response = await fetch(bridge, { redirect: "manual" });
    noteHeaders(seen, response.headers, response.status || undefined);
    if (isRedirect(response)) {
      seen.isRedirect = true;
      return absent("the server answered with a redirect", Code.Unknown);
    }
    await noteForeignBody(seen, response, maxStatusMs);
    const { ok, status } = response;
    if (!ok) return absent(`the bridge answered HTTP ${status}`, codeOfHttp(status));
    const found = readStatus(seen.foreignBody);
    if (!found) {
      const type = response.headers.get("content-type") ?? "no type";
      return absent(`the server answered ${status} with ${type} instead of the bridge`, Code.Unknown);
    }
    delete seen.foreignBody;
    delete seen.foreignBytes;
    const { connections, maxConnections } = found;
    return connections >= maxConnections
      ? new ConnectError(`the bridge is full: ${connections} of ${maxConnections} calls`, Code.ResourceExhausted)
      : new ConnectError("the bridge refused this call", Code.PermissionDenied);
  } catch (error) {
    return new ConnectError("the bridge cannot be reached", Code.Unavailable, undefined, undefined, error);
  }
}

/** What a bridge says of itself; undefined for what is none. */
function readStatus(body = ""): Pick<BridgeStatus, "connections" | "maxConnections"> | undefined {
  try {
    const { connections, maxConnections } = JSON.parse(body) as Partial<BridgeStatus>;
    if (typeof connections === "number" && typeof maxConnections === "number") return { connections, maxConnections };
  } catch {
    // A page of something else.
  }
  return undefined;
}
