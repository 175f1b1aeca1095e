import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { afterEach, describe, expect, it } from "vitest";
import { createEnginesEndpoint, type LoadableEngine } from "./engines-endpoint.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function serveEngines(engines: LoadableEngine[]): Promise<string> {
  const server = createServer(createEnginesEndpoint(engines)).listen(0, "127.0.0.1");
  await once(server, "listening");
  servers.push(server);
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/engines`;
}

describe("the endpoint of the engines", () => {
  it("answers when all are loaded, and says of each that is not why", async () => {
    const loading = Promise.withResolvers<undefined>();
    const url = await serveEngines([
      { model: "command-ru", language: "ru" },
      { model: "slow-en", language: "en", load: () => loading.promise },
      { model: "broken-de", language: "de", load: () => Promise.reject(new Error("no such model")) },
    ]);
    let isAnswered = false;
    const answer = fetch(url, { method: "POST" }).then((response) => {
      isAnswered = true;
      return response.json() as Promise<unknown>;
    });
    expect((await fetch(url)).status).toBe(405);
    expect(isAnswered).toBe(false);
    loading.resolve(undefined);
    expect(await answer).toEqual([
      { model: "command-ru", language: "ru" },
      { model: "slow-en", language: "en" },
      { model: "broken-de", language: "de", failure: "no such model" },
    ]);
  });

  it("lets go of a page that has left", async () => {
    const left = Promise.withResolvers<unknown>();
    const begun = Promise.withResolvers<undefined>();
    const url = await serveEngines([
      {
        model: "slow-en",
        language: "en",
        load: (signal) =>
          new Promise((_, reject) => {
            begun.resolve(undefined);
            signal.addEventListener("abort", () => {
              left.resolve(signal.reason);
              reject(signal.reason as Error);
            });
          }),
      },
    ]);
    const page = new AbortController();
    const request = fetch(url, { method: "POST", signal: page.signal }).catch((error: unknown) => error);
    await begun.promise;
    page.abort();
    expect(await request).toBeInstanceOf(DOMException);
    expect(await left.promise).toMatchObject({ message: "the page has left" });
  });
});
