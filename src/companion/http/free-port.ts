import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";

/** A port that no other program can take. */
export interface ReservedPort {
  port: number;
  /** Lets go of it, so that it can be listened on; a second time does nothing. */
  release(): Promise<void>;
}

/**
 * Makes sure, before work is spent, that a port can be listened on, and keeps it for as long as that work lasts. Whoever
 * connects meanwhile is turned away.
 *
 * @param port 0 picks a free one
 * @throws Error that says in one line why not
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
  const held = await reservePort(host, port);
  await held.release();
  return held.port;
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
