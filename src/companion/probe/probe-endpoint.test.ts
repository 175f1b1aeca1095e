import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import type { ProbeReport } from "../../wire/probe-report.ts";
import { createProbeEndpoint } from "./probe-endpoint.ts";

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** The endpoint before a look that ends when the test says so. */
async function setup() {
  let nowMs = 0;
  const looks: { finish: (target: string) => void; signal: AbortSignal }[] = [];
  const look = (signal: AbortSignal) =>
    new Promise<ProbeReport>((resolve) => {
      looks.push({ finish: (target) => resolve({ target } as ProbeReport), signal });
    });
  const server = createServer(createProbeEndpoint(look, () => nowMs)).listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  open.push(() => server.close().closeAllConnections());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ask = async (signal?: AbortSignal) => (await fetch(url, { ...(signal && { signal }) })).json();
  return { ask, looks, pass: (ms: number) => (nowMs += ms), url };
}

describe("the probe's endpoint", () => {
  it("looks once for those who ask at the same time, and for a few seconds after", async () => {
    const { ask, looks, pass } = await setup();
    const both = Promise.all([ask(), ask()]);
    await expect.poll(() => looks.length).toBe(1);
    looks[0]?.finish("first");
    expect(await both).toEqual([{ target: "first" }, { target: "first" }]);
    pass(2_999);
    expect(await ask()).toEqual({ target: "first" });
    pass(1);
    const later = ask();
    await expect.poll(() => looks.length).toBe(2);
    looks[1]?.finish("second");
    expect(await later).toEqual({ target: "second" });
  });

  it("stops looking when nobody waits any more, and looks anew for the next", async () => {
    const { ask, looks } = await setup();
    const [one, two] = [new AbortController(), new AbortController()];
    const gone = [ask(one.signal), ask(two.signal)].map((asked) => expect(asked).rejects.toThrow());
    await expect.poll(() => looks.length).toBe(1);
    one.abort();
    two.abort();
    await Promise.all(gone);
    await expect.poll(() => looks[0]?.signal.aborted).toBe(true);
    looks[0]?.finish("cancelled");
    const next = ask();
    await expect.poll(() => looks.length).toBe(2);
    looks[1]?.finish("fresh");
    expect(await next).toEqual({ target: "fresh" });
  });

  it("is only read", async () => {
    const { url, looks } = await setup();
    expect((await fetch(url, { method: "POST" })).status).toBe(405);
    expect(looks).toEqual([]);
  });
});
