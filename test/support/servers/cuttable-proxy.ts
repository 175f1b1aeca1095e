import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** TCP proxy whose connections can be cut. Must be closed. */
export interface CuttableProxy {
  /** URL of the server through this proxy. */
  url: string;
  /** Resets every connection, and new ones too until `restore`. */
  cut(): void;
  /** Accepts new connections again. */
  restore(): void;
  close(): Promise<void>;
}

/** Opens a proxy to `http://host:port` on a free port of this machine. */
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
    restore: () => (isCut = false),
    close() {
      cut();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}
