import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createAuthEvents } from "./auth-events.ts";

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

const granted = {
  listener: "token-gate",
  at: "2026-01-02T03:04:05.678Z",
  status: 200,
  duration_ms: 12,
  has_token: true,
  expires_in: 300,
  error: null,
  flags: "-",
  upstream_failure: null,
};
const refused = { ...granted, status: 401, has_token: null, expires_in: null, error: "unauthorized_client" };

async function setup() {
  const events = createAuthEvents(
    () => "hunter2",
    () => 1000,
  );
  const server = createServer(events.handler).listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  open.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  const ask = async (query = "") => (await fetch(`http://127.0.0.1:${port}/${query}`)).json() as Promise<unknown[]>;
  return { take: (line: object) => events.takeLine(JSON.stringify(line)), events, ask };
}

describe("auth events", () => {
  it("tells a first token from a renewal, with lifetime and duration", async () => {
    const { take, ask } = await setup();
    take(granted);
    take(granted);
    const token = { at: granted.at, success: true, durationMs: 12, expiresInSeconds: 300, status: 200 };
    expect(await ask()).toEqual([
      { id: 1000, kind: "request", ...token },
      { id: 1001, kind: "renewal", ...token },
    ]);
    expect(await ask("?after=1000")).toMatchObject([{ id: 1001 }]);
    expect(await ask("?after=1001")).toEqual([]);
  });

  it("says why no token came", async () => {
    const { take, ask } = await setup();
    take(refused);
    take({ ...refused, status: 503, error: null, flags: "UF", upstream_failure: "Connection refused" });
    take({ ...refused, status: 404, error: null });
    take({ ...refused, status: 200, error: null });
    expect(await ask()).toMatchObject([
      { kind: "refusal", success: false, status: 401, reason: "unauthorized_client" },
      { status: 503, reason: "Connection refused" },
      { status: 404, reason: "HTTP 404" },
      { success: false, status: 200, reason: "HTTP 200" },
    ]);
  });

  it("never repeats the secret, even if the server said it back", async () => {
    const { take, ask } = await setup();
    take({ ...refused, error: "bad client_secret hunter2" });
    expect(JSON.stringify(await ask())).not.toContain("hunter2");
  });

  it("leaves out what never reached the token server, and lines about other things", async () => {
    const { take, events, ask } = await setup();
    expect(take({ ...refused, status: 429, flags: "RL" })).toBe(true);
    expect(take({ path: "/", status: 200 })).toBe(false);
    expect(events.takeLine("no json")).toBe(false);
    expect(await ask()).toEqual([]);
  });

  it("keeps the latest 200", async () => {
    const { take, ask } = await setup();
    for (let i = 0; i < 250; i++) take(granted);
    const kept = (await ask()) as { id: number }[];
    expect([kept.length, kept[0]?.id]).toEqual([200, 1050]);
  });
});
