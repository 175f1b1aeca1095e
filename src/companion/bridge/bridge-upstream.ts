import http2 from "node:http2";
import { bridgeSessionIdleMs } from "../http/idle-connections.ts";

/** One HTTP/2 connection, shared by all bridged calls. Must be closed. */
export interface Upstream {
  /** Opens a stream; reconnects when the last connection is gone. */
  request(headers: http2.OutgoingHttpHeaders): http2.ClientHttp2Stream;
  close(): void;
}

/**
 * @param url gives `http://host:port`, HTTP/2 with prior knowledge
 * @param idleMs an idle connection takes no new calls after this time; calls in flight continue
 */
export function createUpstream(url: () => string, idleMs = bridgeSessionIdleMs): Upstream {
  let session: http2.ClientHttp2Session | undefined;

  function connect(): http2.ClientHttp2Session {
    const fresh = http2.connect(url(), { settings: { initialWindowSize: 1 << 20, enablePush: false } });
    const forget = () => {
      if (session === fresh) session = undefined;
    };
    // Each stream reports its own failure; that of the session repeats it.
    fresh.on("error", forget);
    fresh.on("goaway", forget);
    fresh.on("close", forget);
    // Otherwise the server would close it first, and a call that is in flight at that moment would be lost.
    fresh.setTimeout(idleMs, () => fresh.close());
    fresh.unref();
    return fresh;
  }

  return {
    request(headers) {
      if (session === undefined || session.closed || session.destroyed) session = connect();
      return session.request(headers);
    },
    close: () => session?.destroy(),
  };
}
