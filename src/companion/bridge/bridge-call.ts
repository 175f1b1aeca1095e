import http2 from "node:http2";
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http2";
import { Code } from "@connectrpc/connect";
import type { RawData, WebSocket } from "ws";
import {
  cutCloseCode,
  interruptedField,
  metadataFrame,
  readPageMessage,
  upstreamBodyField,
  upstreamStatusField,
  type MetadataField,
} from "../../wire/bidi-frame.ts";
import { goingAwayCloseCode, goingAwayWords } from "../../wire/going-away.ts";
import { callHeaders, grpcTimeoutMs, plainFields } from "./bridge-metadata.ts";
import type { Upstream } from "./bridge-upstream.ts";
import {
  bodyBeginning,
  foreignAnswer,
  maxForeignMs,
  type BodyBeginning,
  type ForeignAnswer,
} from "./foreign-answer.ts";
import { createFramePosition } from "./frame-position.ts";

/** A call that is being forwarded. */
export interface BridgeCall {
  /**
   * Ends the call because the server goes: its sound ends here, the last results still come, and then its socket is closed
   * with a code that says so. A call whose page has ended the sound itself ends as it would have.
   */
  leave(): void;
}

export interface BridgeCallOptions {
  /** `/<package>.<Service>/<Method>` */
  method: string;
  /** Headers of the WebSocket handshake; what a proxy in front has added is forwarded. */
  handshake: IncomingHttpHeaders;
  maxMessageBytes: number;
  metadataTimeoutMs: number;
  idleMs: number;
}

/** Reading from the platform pauses above this much unsent data towards the page, in bytes. */
const highWaterBytes = 1 << 20;

/** Longest timer of Node; it fires a longer one at once (32-bit milliseconds, 24.8 days). */
const longestTimerMs = 2 ** 31 - 1;

/**
 * Forwards one call between a page's WebSocket and a gRPC stream, with back-pressure both ways, until the first of: the
 * platform's trailers, the call's deadline, no message for `idleMs`, a broken frame, the page closing the socket.
 */
export function bridgeCall(socket: WebSocket, upstream: Upstream, options: BridgeCallOptions): BridgeCall {
  let stream: http2.ClientHttp2Stream | undefined;
  let finished = false;
  let headersSent = false;
  let halfClosed = false;
  let isCutShort = false;
  const timers = createTimers();
  const frames = createFramePosition();

  const send = (bytes: Uint8Array) => {
    if (socket.readyState !== socket.OPEN) return;
    socket.send(bytes, { binary: true }, () => {
      if (stream?.isPaused() && socket.bufferedAmount < highWaterBytes / 2) stream.resume();
    });
    if (socket.bufferedAmount > highWaterBytes) stream?.pause();
  };
  const finish = (trailers: Iterable<MetadataField>, cut: Cut = brokenOff) => {
    if (finished) return;
    finished = true;
    timers.clear();
    if (!headersSent) send(metadataFrame(emptyHead));
    // A call that ended well has not had all of its sound.
    if (isCutShort && isGood(trailers)) socket.close(goingAwayCloseCode, goingAwayWords);
    // What is sent within a message would be taken for the rest of it.
    else if (frames.isWithin()) socket.close(cutCloseCode + cut.code, cut.why.slice(0, maxReasonCharacters));
    else {
      send(metadataFrame(trailers));
      socket.close(1000);
    }
    // A paused socket would not read the page's close frame, and would hold its place for half a minute.
    socket.resume();
    stream?.close(http2.constants.NGHTTP2_CANCEL);
  };
  const fail = (code: Code, why: string, ...more: MetadataField[]) => {
    finish([...failure(code, why), ...more], { code, why });
  };
  const touch = () => {
    timers.set("idle", options.idleMs, () => {
      fail(Code.DeadlineExceeded, `no message for ${options.idleMs} ms`);
    });
  };

  /** Added to the failure of a response that had begun. */
  const lost = (): MetadataField[] => (headersSent ? [[interruptedField, "1"]] : []);

  function open(block: Uint8Array): void {
    timers.drop("metadata");
    touch();
    try {
      const headers = callHeaders(options.method, options.handshake, block);
      const timeoutMs = grpcTimeoutMs(headers["grpc-timeout"]);
      if (timeoutMs !== undefined) {
        timers.set("deadline", timeoutMs, () => fail(Code.DeadlineExceeded, "the call's deadline passed"));
      }
      stream = openStream(headers);
    } catch (error) {
      fail(Code.InvalidArgument, explain(error as Error));
    }
  }

  function openStream(headers: OutgoingHttpHeaders): http2.ClientHttp2Stream {
    const opened = upstream.request(headers);
    let trailers: MetadataField[] | undefined;
    let beginning: BodyBeginning | undefined;
    opened.on("response", (head) => {
      const status = head[":status"] ?? 0;
      const foreign = foreignAnswer(status, { type: head["content-type"], grpcStatus: head["grpc-status"] });
      if (foreign) return void (beginning = refuse(head, foreign));
      headersSent = true;
      const { fields, statusFields } = parted(head);
      send(metadataFrame(fields));
      if (head["grpc-status"] !== undefined) finish(statusFields); // trailers-only response
    });
    opened.on("trailers", (tail) => (trailers = plainFields(tail)));
    opened.on("data", (bytes: Buffer) => {
      touch();
      if (beginning) return beginning.add(bytes);
      frames.pass(bytes);
      send(bytes);
    });
    // The platform may end while the page still sends; "close" would wait until the page has ended too.
    opened.on("end", () => {
      if (beginning) beginning.end();
      else if (trailers !== undefined) finish(trailers);
    });
    opened.on("drain", () => socket.resume());
    opened.on("error", (error: Error) => {
      beginning?.end();
      fail(Code.Unavailable, explain(error), ...lost());
    });
    opened.on("close", () => {
      beginning?.end();
      if (trailers !== undefined) finish(trailers);
      else fail(Code.Unavailable, `the upstream closed the stream (HTTP/2 code ${opened.rstCode})`, ...lost());
    });
    return opened;
  }

  /** Ends the call with what answered in the platform's place, once the beginning of its body has come. */
  function refuse(head: http2.IncomingHttpHeaders, { code, why }: ForeignAnswer): BodyBeginning {
    const beginning = bodyBeginning((body) => {
      if (finished) return;
      headersSent = true;
      const { fields, statusFields } = parted(head);
      const own: MetadataField[] = [
        [upstreamStatusField, String(head[":status"])],
        ...(body.length > 0 ? ([[upstreamBodyField, body.toString("base64")]] as const) : []),
      ];
      send(metadataFrame([...fields, ...own]));
      const message = statusFields.find(([name]) => name === "grpc-message");
      if (message) finish([["grpc-status", String(code)], message]);
      else fail(code, why);
    });
    timers.set("foreign", maxForeignMs, beginning.end);
    return beginning;
  }

  function forward(message: Uint8Array): void {
    if (halfClosed) return fail(Code.InvalidArgument, "a message came after the half-close");
    const read = readPageMessage(message, options.maxMessageBytes);
    if (read === "half-close") {
      halfClosed = true;
      stream?.end();
    } else if ("fault" in read) {
      fail(read.tooLarge ? Code.ResourceExhausted : Code.InvalidArgument, read.fault);
    } else if (stream?.write(read.envelope) === false) {
      socket.pause();
    }
  }

  timers.set("metadata", options.metadataTimeoutMs, () => fail(Code.InvalidArgument, "no metadata came"));
  socket.on("message", (data: RawData, isBinary: boolean) => {
    if (finished || isCutShort) return;
    if (!isBinary) return fail(Code.InvalidArgument, "a text message came; all messages are binary");
    touch();
    if (stream === undefined) open(data as Buffer);
    else forward(data as Buffer);
  });
  socket.on("error", () => undefined); // "close" follows and cleans up
  socket.on("close", () => {
    finished = true;
    timers.clear();
    stream?.close(http2.constants.NGHTTP2_CANCEL);
  });
  return {
    leave() {
      if (finished || halfClosed) return;
      isCutShort = true;
      if (stream === undefined) fail(Code.Unavailable, goingAwayWords);
      else stream.end();
    },
  };
}

/** Ends a call before it began, as the bridge's own failure. */
export function refuseCall(socket: WebSocket, code: Code, why: string): void {
  socket.on("error", () => undefined); // "close" follows
  socket.send(metadataFrame(emptyHead));
  socket.send(metadataFrame(failure(code, why)));
  socket.close(1000);
}

/** How a call ends within a message. */
interface Cut {
  code: Code;
  why: string;
}

const brokenOff: Cut = { code: Code.Unavailable, why: "the upstream ended within a message" };
/** The reason of a WebSocket has 123 bytes; the words here are ASCII. */
const maxReasonCharacters = 123;

const emptyHead: MetadataField[] = [["content-type", "application/grpc-web+proto"]];

/** The fields of a response that has no trailers: those of its headers, and those of its status. */
function parted(head: http2.IncomingHttpHeaders): Record<"fields" | "statusFields", MetadataField[]> {
  const all = plainFields(head);
  const isOfStatus = ([name]: MetadataField) => /^grpc-(?:status|message)/.test(name);
  return { fields: all.filter((field) => !isOfStatus(field)), statusFields: all.filter(isOfStatus) };
}

function isGood(trailers: Iterable<MetadataField>): boolean {
  return [...trailers].some(([name, value]) => name === "grpc-status" && value === "0");
}

function failure(code: Code, why: string): MetadataField[] {
  return [["grpc-status", String(code)], ["grpc-message", encodeURIComponent(`bridge: ${why}`)]]; // prettier-ignore
}

function explain(error: Error): string {
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : "";
  return `${error.message}${cause}`;
}

/** Named timers of one call; the end of the call clears them all. */
function createTimers() {
  const running = new Map<string, NodeJS.Timeout>();
  const drop = (name: string) => clearTimeout(running.get(name));
  return {
    set(name: string, ms: number, then: () => void) {
      drop(name);
      running.set(name, setTimeout(then, Math.min(ms, longestTimerMs)));
    },
    drop,
    clear: () => running.forEach((timer) => clearTimeout(timer)),
  };
}
