import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";

/** A port that is reserved: no other program can listen on it. */
export interface ReservedPort {
  port: number;
  /** Releases the port, so that it can be listened on. Further calls do nothing. */
  release(): Promise<void>;
}

/**
 * Reserves a port before the work of a start, so that the start fails early when the port is taken. Clients that
 * connect meanwhile are disconnected.
 *
 * @param port 0 picks a free one
 * @throws Error with the reason in one line
 */
export async function reservePort(host: string, port: number): Promise<ReservedPort> {
  const server = createServer((socket) => socket.destroy());
  try {
    server.listen(port, host);
    await once(server, "listening");
  } catch (error) {
    throw new Error(listenFailure(host, port, error), { cause: error });
  }
  return {
    port: (server.address() as AddressInfo).port,
    release: () => new Promise((done) => server.close(() => done())),
  };
}

/** A port that could be listened on a moment ago; 0 picks a free one. @throws as `reservePort` */
export async function claimPort(host: string, port: number): Promise<number> {
  const reserved = await reservePort(host, port);
  await reserved.release();
  return reserved.port;
}

function listenFailure(host: string, port: number, error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case "EADDRINUSE":
      return `port ${port} of ${host} is taken; choose another with --port`;
    case "EACCES":
      return `port ${port} needs rights that this user lacks; choose another with --port`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `--host ${host} is no address of this machine`;
    default:
      return `cannot listen on port ${port} of ${host}: ${String(error)}`;
  }
}
