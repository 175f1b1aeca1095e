import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { Code } from "@connectrpc/connect";
import { WebSocketServer, type WebSocket } from "ws";
import { bidiSubprotocol, envelopeHeadBytes } from "../../wire/bidi-frame.ts";
import { bridgeIdleMs, type BridgeStatus } from "../../wire/bridge-status.ts";
import { goingAwayCloseCode, goingAwayWords } from "../../wire/going-away.ts";
import { maxMessageBytes as platformLimit } from "../../wire/message-size.ts";
import { bridgePath } from "../../wire/paths.ts";
import { bridgeCall, refuseCall, type BridgeCall } from "./bridge-call.ts";
import { createUpstream } from "./bridge-upstream.ts";
import { clientOf, createCallLimit } from "../http/limit-calls.ts";
import { isListedPage, isOwnPage } from "../http/same-origin.ts";

export interface BridgeOptions {
  /** Upstream of the calls, HTTP/2 with prior knowledge: `http://127.0.0.1:8081`. Called for each new connection. */
  upstreamUrl: () => string;
  /** Allowed method paths, `/<package>.<Service>/<Method>`. */
  methods: ReadonlySet<string>;
  /** Allowed origins of other pages; default none. */
  corsOrigins?: readonly string[];
  /** Largest message in either direction, in bytes; default 62914560, the platform's own limit. */
  maxMessageBytes?: number;
  /** Most concurrent calls; default 64. */
  maxConnections?: number;
  /** Most concurrent calls of one client; default 32. A further one ends with RESOURCE_EXHAUSTED. */
  maxCallsPerClient?: number;
  /** Whether only a proxy reaches the bridge, which names the client in `x-forwarded-for`; default false. */
  isBehindProxy?: boolean;
  /** Time without a pong after which a connection is dropped, in milliseconds; default 20 seconds. */
  pingMs?: number;
  /** Longest wait for the metadata, in milliseconds; default 10 seconds. */
  metadataTimeoutMs?: number;
  /** Idle time after which a call ends, in milliseconds; default 300 seconds. */
  idleMs?: number;
}

/** Forwards WebSocket calls of pages as native gRPC. Must be closed. */
export interface Bridge {
  /** Takes over an http/1.1 upgrade under `/bridge/`. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  status(): BridgeStatus;
  /** Refuses further calls, ends the sound of those that run, and resolves when each has ended with what was recognised. */
  leave(): Promise<void>;
  /** Ends every call at once. */
  close(): void;
}

/** Creates a bridge. It does not decode messages: it forwards the bytes of the allowed methods. */
export function createBridge(options: BridgeOptions): Bridge {
  const { methods, corsOrigins = [], maxMessageBytes = platformLimit, maxConnections = 64, pingMs = 20_000 } = options;
  const { maxCallsPerClient = 32, isBehindProxy = false } = options;
  const limit = createCallLimit(maxCallsPerClient);
  const upstream = createUpstream(options.upstreamUrl);
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    // One byte says what the message of the WebSocket carries.
    maxPayload: 1 + envelopeHeadBytes + maxMessageBytes,
    handleProtocols: () => bidiSubprotocol,
  });

  const answered = new WeakSet<WebSocket>();
  const calls = new Map<WebSocket, BridgeCall>();
  let isLeaving = false;
  const pinging = setInterval(() => {
    for (const socket of sockets.clients) {
      // Its pong is queued behind data that the platform has not read yet.
      if (socket.isPaused) continue;
      if (!answered.has(socket)) {
        socket.terminate();
        continue;
      }
      answered.delete(socket);
      socket.ping();
    }
  }, pingMs);
  pinging.unref();

  return {
    handleUpgrade(request, socket, head) {
      const isFull = sockets.clients.size >= maxConnections;
      const refusal = refuse(request, { methods, corsOrigins, isFull });
      if (refusal !== undefined) {
        endHandshake(socket, refusal);
        return;
      }
      if (isLeaving) {
        sockets.handleUpgrade(request, socket, head, (accepted) =>
          refuseCall(accepted, Code.Unavailable, goingAwayWords),
        );
        return;
      }
      const method = methodOf(request);
      const leave = limit.enter(clientOf(request, isBehindProxy));
      // A page does not see why a handshake was refused: this refusal is told as the call's end.
      if (leave === undefined) {
        const why = `${String(maxCallsPerClient)} live calls of this client are running already; try again when one has ended`;
        sockets.handleUpgrade(request, socket, head, (accepted) => refuseCall(accepted, Code.ResourceExhausted, why));
        return;
      }
      socket.once("close", leave);
      sockets.handleUpgrade(request, socket, head, (accepted) => {
        answered.add(accepted);
        accepted.on("pong", () => answered.add(accepted));
        accepted.on("message", () => answered.add(accepted));
        const call = bridgeCall(accepted, upstream, {
          method,
          handshake: request.headers,
          maxMessageBytes,
          metadataTimeoutMs: options.metadataTimeoutMs ?? 10_000,
          idleMs: options.idleMs ?? bridgeIdleMs,
        });
        calls.set(accepted, call);
        accepted.once("close", () => calls.delete(accepted));
      });
    },
    status: () => ({ connections: sockets.clients.size, maxConnections, methods: [...methods] }),
    async leave() {
      isLeaving = true;
      await Promise.all(
        [...calls].map(([socket, call]) => {
          const closed = once(socket, "close");
          call.leave();
          return closed;
        }),
      );
    },
    close() {
      clearInterval(pinging);
      for (const socket of sockets.clients) {
        socket.close(goingAwayCloseCode, goingAwayWords);
        socket.terminate();
      }
      sockets.close();
      upstream.close();
    },
  };
}

interface Refusal {
  status: string;
  reason: string;
}

interface Terms extends Pick<BridgeOptions, "methods"> {
  corsOrigins: readonly string[];
  isFull: boolean;
}

function refuse(request: IncomingMessage, { methods, corsOrigins, isFull }: Terms): Refusal | undefined {
  const protocols = (request.headers["sec-websocket-protocol"] ?? "").split(/\s*,\s*/);
  if (!methods.has(methodOf(request))) return { status: "404 Not Found", reason: "this method is not bridged" };
  // Browsers always send their origin here, and CORS does not apply to WebSockets: this check is the only one.
  if (!isOwnPage(request.headers) && !isListedPage(request.headers, corsOrigins)) {
    return { status: "403 Forbidden", reason: "pages of other origins may not call" };
  }
  if (!protocols.includes(bidiSubprotocol)) {
    return { status: "400 Bad Request", reason: `the subprotocol must be ${bidiSubprotocol}` };
  }
  if (isFull) return { status: "503 Service Unavailable", reason: "too many calls at the same time" };
  return undefined;
}

function methodOf(request: IncomingMessage): string {
  const path = (request.url ?? "").split("?")[0]!;
  return path.startsWith(`${bridgePath}/`) ? path.slice(bridgePath.length) : "";
}

function endHandshake(socket: Duplex, { status, reason }: Refusal): void {
  socket.on("error", () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-type: text/plain\r\n` +
      `content-length: ${Buffer.byteLength(reason)}\r\n\r\n${reason}`,
  );
}
