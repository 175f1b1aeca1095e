import { constants, type ServerHttp2Stream } from "node:http2";

/**
 * Sets a stream free once its answer is complete, also when nobody read its request to the end: a call that was refused
 * while its sound was still coming.
 *
 * Node keeps such a stream for as long as the rest lies unread, and counts it. At `maxConcurrentStreams` it refuses every
 * new call of the connection, or the client waits for a place that never comes; behind a gateway that is everybody.
 */
export function resetUnreadStreams(stream: ServerHttp2Stream): void {
  stream.once("wantTrailers", () => {
    // A turn later the trailers are on their way, and the reset is queued behind them.
    setImmediate(() => {
      if (stream.destroyed || stream.readableEnded) return;
      // The HTTP/1.1 face of the request would pause it again with each piece.
      stream.removeAllListeners("data").resume();
      // "The answer is complete, do not send the rest" (RFC 9113, 8.1).
      if (!stream.closed) stream.close(constants.NGHTTP2_NO_ERROR);
    });
  });
}
