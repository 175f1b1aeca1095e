import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";

/**
 * Makes sure, before work is spent, that a port can be listened on.
 *
 * @param port 0 picks a free one
 * @returns the port
 * @throws Error that says in one line why not
 */
export async function claimPort(host: string, port: number): Promise<number> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, "listening");
    return (server.address() as AddressInfo).port;
  } catch (error) {
    throw new Error(listenFailure(host, port, error), { cause: error });
  } finally {
    server.close();
  }
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
