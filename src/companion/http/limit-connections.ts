import type http from "node:http";
import type http2 from "node:http2";
import type { Server, Socket } from "node:net";

/** More at once is not a person with a browser. */
const maxOpenConnections = 1024;

export interface ConnectionLimit {
  /** Open connections now. */
  readonly size: number;
  /** Destroys all of them. */
  destroyAll(): void;
}

/**
 * Bounds the open connections of a server. When it is full, the connection that has been idle for longest makes room for
 * the new one, so that somebody who only opens connections locks nobody out; when all are busy, the new one is refused.
 *
 * @param http1 the servers behind the port, which tell of requests
 */
export function limitConnections(
  server: Server,
  { http1, http2 }: { http1: http.Server; http2: http2.Http2Server },
  maxConnections = maxOpenConnections,
): ConnectionLimit {
  // In the order in which they became idle.
  const idle = new Set<Socket>();
  // With the number of requests on each.
  const busy = new Map<Socket, number>();
  // Node opens the session of a connection at once; the session itself hides its socket.
  const sessions = new WeakMap<http2.Http2Session, Socket>();
  let opening: Socket | undefined;
  http2.prependListener("connection", (socket: Socket) => (opening = socket));
  http2.on("session", (session) => {
    if (opening !== undefined) sessions.set(session, opening);
  });

  function begin(socket: Socket): void {
    idle.delete(socket);
    busy.set(socket, (busy.get(socket) ?? 0) + 1);
  }

  function end(socket: Socket): void {
    const requests = (busy.get(socket) ?? 0) - 1;
    if (requests > 0) busy.set(socket, requests);
    else if (busy.delete(socket)) idle.add(socket);
  }

  server.on("connection", (socket) => {
    if (idle.size + busy.size >= maxConnections) {
      const [oldest] = idle;
      if (oldest === undefined) {
        socket.destroy();
        return;
      }
      idle.delete(oldest);
      oldest.destroy();
    }
    idle.add(socket);
    socket.once("close", () => {
      idle.delete(socket);
      busy.delete(socket);
    });
  });
  const watchRequests = (_: unknown, response: http.ServerResponse | http2.Http2ServerResponse) => {
    const socket = "stream" in response ? sessions.get(response.stream.session!) : response.req.socket;
    if (socket === undefined) return;
    begin(socket);
    response.once("close", () => end(socket));
  };
  http1.on("request", watchRequests);
  http1.on("upgrade", (_, socket) => begin(socket as Socket));
  http2.on("request", watchRequests as never);
  return {
    get size() {
      return idle.size + busy.size;
    },
    destroyAll() {
      for (const socket of [...idle, ...busy.keys()]) socket.destroy();
    },
  };
}
