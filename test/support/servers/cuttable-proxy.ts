import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** A line to a server that can be cut like a cable. Must be closed. */
export interface CuttableProxy {
  /** The server's address, as it is reached over this line. */
  url: string;
  /** Tears every connection; new ones are torn too until `mend`. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** Lays a line to `http://host:port` on a port of this machine. */
export async function openCuttableProxy(to: string): Promise<CuttableProxy> {
  const { hostname, port } = new URL(to);
  const ends = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) return near.resetAndDestroy();
    const far = connect(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      // prettier-ignore
      ends.add(one);
      one.on("error", () => other.destroy()).on("close", () => ends.delete(one));
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const cut = () => {
    isCut = true;
    for (const end of ends) end.resetAndDestroy();
  };
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    cut,
    mend: () => (isCut = false),
    close() {
      cut();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}
