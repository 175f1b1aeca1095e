import { constants, type ServerHttp2Stream } from "node:http2";

/**
 * Resets a stream once its response is complete, also when its request was not read to the end: a call that was refused
 * while its audio was still arriving.
 *
 * Node keeps such a stream open while the rest is unread, and counts it. At `maxConcurrentStreams` it refuses every
 * new call of the connection, or the client waits without end; behind a gateway that affects every client.
 */
export function resetUnreadStreams(stream: ServerHttp2Stream): void {
  stream.once("wantTrailers", () => {
    // One turn of the event loop later the trailers have been sent, and the reset is queued behind them.
    setImmediate(() => {
      if (stream.destroyed || stream.readableEnded) return;
      // The HTTP/1.1 compatibility layer would pause the request again with each chunk.
      stream.removeAllListeners("data").resume();
      // "The answer is complete, do not send the rest" (RFC 9113, 8.1).
      if (!stream.closed) stream.close(constants.NGHTTP2_NO_ERROR);
    });
  });
}
