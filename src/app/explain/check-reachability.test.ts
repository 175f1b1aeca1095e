import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { checkReachability } from "./check-reachability.ts";
import { requestProbe } from "../request-probe.ts";

const servers: http.Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => void server.close()));
afterEach(() => void vi.useRealTimers());

async function serve(answer: http.RequestListener): Promise<string> {
  const server = http.createServer(answer);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

const look = (endpoint: string, origin = endpoint, ask: typeof fetch = fetch, signal?: AbortSignal) =>
  checkReachability(endpoint, { origin, isOnline: () => true, fetch: ask }, signal);

describe("checkReachability", () => {
  it("tells the status of the endpoint and how full its bridge is", async () => {
    const facts = { connections: 3, maxConnections: 64, methods: [] };
    const url = await serve((request, response) =>
      response.end(request.url === "/bridge" ? JSON.stringify(facts) : "ok"),
    );
    expect(await look(url)).toEqual({ online: true, sameOrigin: true, plainGet: 200, bridge: facts });
  });

  it("tells how soon requests of the calls' path fail, where a plain one is answered", async () => {
    const url = await serve((request, response) =>
      request.url!.startsWith("/mts.ai") ? request.socket.destroy() : response.end("ok"),
    );
    const { pathFails } = await look(url);
    expect(pathFails!.callMs).toBeGreaterThan(0);
    expect(pathFails!.plainMs).toBeGreaterThan(0);
    expect(await look(await serve((_, response) => response.end("ok")))).not.toHaveProperty("pathFails");
  });

  it("keeps what it measured when it is aborted between requests that fail", async () => {
    const aborting = new AbortController();
    let cut = 0;
    const url = await serve((request, response) => {
      if (!request.url!.startsWith("/mts.ai")) response.end("ok");
      else if (++cut < 3) request.socket.destroy();
      else aborting.abort();
    });
    expect(await look(url, url, fetch, aborting.signal)).toMatchObject({ pathFails: { callMs: expect.any(Number) } });
    expect(cut).toBe(3);
  });

  it.each([
    ["ten times", [9, 40, 12, 7, 30, 9, 8, 1, 50, 60], { callMs: 1, plainMs: 8 }],
    ["for a second", [500, 480, 490], { callMs: 480, plainMs: 8 }],
    ["once, however slow", [1_500], { callMs: 1_500, plainMs: 8 }],
  ])("compares the calls' path %s, and takes the best", async (_, callTimesMs, pathFails) => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const left = [...callTimesMs];
    const slow = ((url: URL) => {
      const isCall = url.pathname.startsWith("/mts.ai");
      vi.advanceTimersByTime(isCall ? left.shift()! : 8);
      return isCall ? Promise.reject(new TypeError("Failed to fetch")) : Promise.resolve(new Response("ok"));
    }) as typeof fetch;
    expect(await look("https://speech.example", undefined, slow)).toMatchObject({ pathFails });
    expect(left).toEqual([]);
  });

  it("tells an endpoint that answers without leave to read from one that does not answer", async () => {
    // What a browser does with an answer that CORS keeps from the page.
    const guarded = ((_, init) =>
      init?.mode === "no-cors" ? Promise.resolve(new Response()) : Promise.reject(new TypeError())) as typeof fetch;
    const origin = "https://page.example";
    expect(await look("https://speech.example", origin, guarded)).toMatchObject({
      sameOrigin: false,
      plainGet: "opaque",
    });
    expect(await look("http://127.0.0.1:1", origin)).toMatchObject({ plainGet: "failed" });
  });

  it("asks the server of the page whether the name of an endpoint that does not answer has an address", async () => {
    const page = await serve((request, response) =>
      response.end(request.url === "/probe?host=no-such-host.invalid" ? '{"resolves":false}' : "<!doctype html>"),
    );
    expect(await look("http://no-such-host.invalid", page)).toMatchObject({ plainGet: "failed", resolves: false });
    expect(await look("http://127.0.0.1:1", page)).not.toHaveProperty("resolves");
  });
});

describe("requestProbe", () => {
  it("gives the facts, and nothing when there is nobody to look", async () => {
    const url = await serve((request, response) =>
      request.url === "/probe" ? response.end('{"target":"speech.example:443"}') : response.writeHead(404).end(),
    );
    expect(await requestProbe(fetch, url)).toEqual({ target: "speech.example:443" });
    expect(await requestProbe(fetch, await serve((_, response) => response.writeHead(404).end("no")))).toBeUndefined();
    expect(await requestProbe(fetch, "http://127.0.0.1:1")).toBeUndefined();
  });
});
