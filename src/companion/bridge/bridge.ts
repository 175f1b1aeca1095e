import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import { bidiSubprotocol, envelopeHeadBytes } from "../../wire/bidi-frame.ts";
import { bridgeIdleMs, type BridgeStatus } from "../../wire/bridge-status.ts";
import { maxMessageBytes as platformLimit } from "../../wire/message-size.ts";
import { bridgePath } from "../../wire/paths.ts";
import { bridgeCall } from "./bridge-call.ts";
import { createUpstream } from "./bridge-upstream.ts";
import { isListedPage, isOwnPage } from "../http/same-origin.ts";

export interface BridgeOptions {
  /** Where the calls go, as HTTP/2 with prior knowledge: `http://127.0.0.1:8081`. Asked for each new connection. */
  upstreamUrl: () => string;
  /** Method paths that may be called, `/<package>.<Service>/<Method>`. */
  methods: ReadonlySet<string>;
  /** Origins of foreign pages that may call; default none. */
  corsOrigins?: readonly string[];
  /** Largest message of either side, in bytes; default 62914560, the platform's own limit. */
  maxMessageBytes?: number;
  /** Calls at the same time; default 64. */
  maxConnections?: number;
  /** A peer from which nothing has come for this long, though it was pinged, is dropped; default 20 seconds. */
  pingMs?: number;
  /** Time in which the metadata must come; default 10 seconds. */
  metadataTimeoutMs?: number;
  /** A call in which nothing was said on either side for this long ends; default 300 seconds. */
  idleMs?: number;
}

/** WebSocket calls of pages, carried to native gRPC. Must be closed. */
export interface Bridge {
  /** Takes over an http/1.1 upgrade under `/bridge/`. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  facts(): BridgeStatus;
  close(): void;
}

/** Knows no messages of the platform: it forwards bytes of the methods it is allowed to call. */
export function createBridge(options: BridgeOptions): Bridge {
  const { methods, corsOrigins = [], maxMessageBytes = platformLimit, maxConnections = 64, pingMs = 20_000 } = options;
  const upstream = createUpstream(options.upstreamUrl);
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    // One byte says what the message of the WebSocket carries.
    maxPayload: 1 + envelopeHeadBytes + maxMessageBytes,
    handleProtocols: () => bidiSubprotocol,
  });

  const answered = new WeakSet<WebSocket>();
  const pinging = setInterval(() => {
    for (const socket of sockets.clients) {
      // Its answer lies unread behind what the platform has not taken yet.
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
      const method = methodOf(request);
      sockets.handleUpgrade(request, socket, head, (accepted) => {
        answered.add(accepted);
        accepted.on("pong", () => answered.add(accepted));
        accepted.on("message", () => answered.add(accepted));
        bridgeCall(accepted, upstream, {
          method,
          handshake: request.headers,
          maxMessageBytes,
          metadataTimeoutMs: options.metadataTimeoutMs ?? 10_000,
          idleMs: options.idleMs ?? bridgeIdleMs,
        });
      });
    },
    facts: () => ({ connections: sockets.clients.size, maxConnections, methods: [...methods] }),
    close() {
      clearInterval(pinging);
      for (const socket of sockets.clients) socket.terminate();
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
  // Browsers always say their origin here, and CORS holds no WebSocket back: this check is the only one.
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
