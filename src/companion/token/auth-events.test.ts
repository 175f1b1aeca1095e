import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createAuthEvents } from "./auth-events.ts";

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

const granted = { at: "2026-01-02T03:04:05.678Z", kind: "request" as const, success: true, status: 200 };

async function setup() {
  const events = createAuthEvents(() => 1000);
  const server = createServer(events.handler).listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  open.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  const ask = async (query = "") => (await fetch(`http://127.0.0.1:${port}/${query}`)).json() as Promise<unknown[]>;
  return { events, ask };
}

describe("auth events", () => {
  it("gives the events after one, oldest first, with ids that grow even within a millisecond", async () => {
    const { events, ask } = await setup();
    events.add(granted);
    events.add({ ...granted, kind: "renewal" });
    expect(await events.first).toMatchObject({ id: 1000 });
    expect(await ask()).toEqual([
      { id: 1000, ...granted },
      { id: 1001, ...granted, kind: "renewal" },
    ]);
    expect(await ask("?after=1000")).toMatchObject([{ id: 1001 }]);
    expect(await ask("?after=1001")).toEqual([]);
  });

  it("keeps the latest 200", async () => {
    const { events, ask } = await setup();
    for (let i = 0; i < 250; i++) events.add(granted);
    const kept = (await ask()) as { id: number }[];
    expect([kept.length, kept[0]?.id]).toEqual([200, 1050]);
  });
});
