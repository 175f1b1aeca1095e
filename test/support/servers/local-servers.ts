import type * as http from "node:http";
import type * as http2 from "node:http2";
import type { AddressInfo } from "node:net";
import { afterEach } from "vitest";

/** The servers of one test file. */
export interface LocalServers {
  /** Called after each test, the last one first. */
  open: (() => unknown)[];
  /** Listens on a free port of this machine until the test ends; returns the URL. */
  listen(server: http.Server | http2.Http2Server): Promise<string>;
}

/** Closes servers after each test. Call once, at the top of a test file. */
export function localServers(): LocalServers {
  const open: LocalServers["open"] = [];
  afterEach(async () => {
    for (const close of open.splice(0).reverse()) await close();
  });
  return {
    open,
    async listen(server) {
      await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
      open.push(() => server.close());
      return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    },
  };
}
