import type http from "node:http";
import type http2 from "node:http2";
import { createServer, type Server, type Socket } from "node:net";
import { silentConnectionMs } from "./idle-connections.ts";

/** The connection preface of HTTP/2 (RFC 9113, 3.4). */
const preface = Buffer.from("PRI * HTTP/2.0\r\n");

/** The two servers behind the port; neither listens itself. */
export interface Http1Http2PortOptions {
  http1: http.Server;
  http2: http2.Http2Server;
  /** Longest wait for the first bytes of a connection, in milliseconds; then it is closed. Default 30 s. */
  sniffTimeoutMs?: number;
}

/**
 * One port for HTTP/1.1 and for HTTP/2 with prior knowledge: the first bytes of a connection decide which of the two
 * servers handles it.
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
    // Collected here and unshifted once: unshift() while waiting for more fires "readable" again, without end.
    let buffered: Buffer = Buffer.alloc(0);

    const onReadable = () => {
      const more = socket.read() as Buffer | null;
      if (more === null) return; // The end without a byte: "close" follows.
      buffered = buffered.length === 0 ? more : Buffer.concat([buffered, more]);
      const seen = Math.min(buffered.length, preface.length);
      const couldBeHttp2 = buffered.subarray(0, seen).equals(preface.subarray(0, seen));
      if (couldBeHttp2 && seen < preface.length) return;
      clearTimeout(giveUp);
      socket.off("readable", onReadable).off("error", onError).off("close", onClose);
      handOver(socket, buffered, couldBeHttp2 ? http2 : http1);
    };
    socket.on("readable", onReadable).on("error", onError).on("close", onClose);
  });
}

function handOver(socket: Socket, firstBytes: Buffer, server: http.Server | http2.Http2Server): void {
  socket.unshift(firstBytes);
  server.emit("connection", socket);
}
