import type http from "node:http";
import type http2 from "node:http2";
import { createServer, type Server, type Socket } from "node:net";
import { silentConnectionMs } from "./idle-connections.ts";

/** What a client of HTTP/2 without TLS says first. */
const preface = Buffer.from("PRI * HTTP/2.0\r\n");

/** The two servers behind the port, neither of them listening itself. */
export interface Http1Http2PortOptions {
  http1: http.Server;
  http2: http2.Http2Server;
  /** How long a connection may hold back its first bytes, in milliseconds; then it is closed. Default 30 s. */
  sniffTimeoutMs?: number;
}

/**
 * One port for http/1.1 and for HTTP/2 with prior knowledge: the first bytes of a connection decide which of the two
 * servers gets it.
 */
export function createHttp1Http2Port({
  http1,
  http2,
  sniffTimeoutMs = silentConnectionMs,
}: Http1Http2PortOptions): Server {
  return createServer({ noDelay: true }, (socket) => {
    const giveUp = setTimeout(() => socket.destroy(), sniffTimeoutMs);
    const onClose = () => clearTimeout(giveUp);
    const onError = () => socket.destroy();
    // Kept here and given back once: unshift() while waiting for the rest fires "readable" again, for ever.
    let held: Buffer = Buffer.alloc(0);

    const onReadable = () => {
      const more = socket.read() as Buffer | null;
      if (more === null) return; // The end without a byte: "close" follows.
      held = held.length === 0 ? more : Buffer.concat([held, more]);
      const seen = Math.min(held.length, preface.length);
      const couldBeHttp2 = held.subarray(0, seen).equals(preface.subarray(0, seen));
      if (couldBeHttp2 && seen < preface.length) return;
      clearTimeout(giveUp);
      socket.off("readable", onReadable).off("error", onError).off("close", onClose);
      handOver(socket, held, couldBeHttp2 ? http2 : http1);
    };
    socket.on("readable", onReadable).on("error", onError).on("close", onClose);
  });
}

function handOver(socket: Socket, firstBytes: Buffer, server: http.Server | http2.Http2Server): void {
  socket.unshift(firstBytes);
  server.emit("connection", socket);
}
