import { once } from "node:events";
import { connect, createServer, type AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { claimPort, reservePort } from "./free-port.ts";

describe("reservePort", () => {
  it("keeps the port until it is let go, and turns away who connects", async () => {
    const held = await reservePort("127.0.0.1", 0);
    await expect(reservePort("127.0.0.1", held.port)).rejects.toThrow("is taken");
    await once(connect(held.port, "127.0.0.1"), "close");
    await held.release();
    await held.release();
    expect(await claimPort("127.0.0.1", held.port)).toBe(held.port);
  });
});

describe("claimPort", () => {
  it("picks a free port for 0 and leaves it free", async () => {
    const port = await claimPort("127.0.0.1", 0);
    expect(await claimPort("127.0.0.1", port)).toBe(port);
  });

  it("says that a port is taken and how to choose another", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((listening) => server.once("listening", listening));
    const { port } = server.address() as AddressInfo;
    await expect(claimPort("127.0.0.1", port)).rejects.toThrow(
      `port ${port} of 127.0.0.1 is taken; choose another with --port`,
    );
    server.close();
  });

  it("names an address that is not of this machine", async () => {
    await expect(claimPort("192.0.2.1", 0)).rejects.toThrow("--host 192.0.2.1 is no address of this machine");
  });
});
