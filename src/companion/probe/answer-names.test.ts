import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { answerNames } from "./answer-names.ts";

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

async function setup(...endpoints: string[]) {
  const server = createServer(answerNames(endpoints, (_, response) => response.end('"next"'))).listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  open.push(() => server.close().closeAllConnections());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/probe`;
  return async (query: string) => (await fetch(url + query)).json();
}

describe("names of endpoints", () => {
  it("are looked up where the page may call them, and no others", async () => {
    const ask = await setup("http://localhost:8080", "https://no-such-host.invalid");
    expect(await ask("?host=localhost")).toEqual({ resolves: true });
    expect(await ask("?host=no-such-host.invalid")).toEqual({ resolves: false });
    expect(await ask("?host=other.invalid")).toEqual({});
  });

  it("leave a request without a name to the probe", async () => {
    expect(await (await setup())("")).toBe("next");
  });
});
