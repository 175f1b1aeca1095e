import { describe, expect, it } from "vitest";
import type { AuthEvent, TokenOutcome } from "../wire/auth-event.ts";
import { gatewayTokens } from "./gateway-tokens.ts";

const events: AuthEvent[] = [
  { id: 5, at: "2026-11-23T09:47:17.000Z", kind: "refusal", success: false, reason: "unauthorized_client" },
  { id: 9, at: "2026-11-23T09:52:17.000Z", kind: "request", success: true, expiresInSeconds: 300 },
];

/** A companion, and as many tabs as are opened over one storage. */
function setup() {
  const kept = new Map<string, string>();
  const asked: string[] = [];
  const logged: TokenOutcome[] = [];
  let turn: Promise<unknown> = Promise.resolve();
  const locks = {
    request: (_: string, work: () => Promise<void>) => (turn = turn.then(work)),
  } as unknown as LockManager;
  const fetch = ((url: string) => {
    asked.push(url);
    const after = Number(new URL(url, "http://localhost").searchParams.get("after"));
    return Promise.resolve(Response.json(events.filter(({ id }) => id > after)));
  }) as typeof globalThis.fetch;
  const openTab = (storage: () => Pick<Storage, "getItem" | "setItem">, ask = fetch) =>
    gatewayTokens({
      fetch: ask,
      storage,
      locks,
      endpoint: () => "https://sso.example/token",
      log: (outcome) => logged.push(outcome),
    });
  const storage = () => ({
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  });
  return { openTab, storage, asked, logged };
}

describe("gatewayTokens", () => {
  it("logs each event once over all tabs and page loads", async () => {
    const { openTab, storage, logged, asked } = setup();
    const [here, there] = [openTab(storage), openTab(storage)];
    await Promise.all([here(), there()]);
    await openTab(storage)();
    expect(logged).toEqual([
      { ...events[0], id: undefined, endpoint: "https://sso.example/token" },
      { ...events[1], id: undefined, endpoint: "https://sso.example/token" },
    ]);
    expect(asked).toEqual(["/auth-events?after=0", "/auth-events?after=9", "/auth-events?after=9"]);
  });

  it("logs each event once for this page where nothing can be kept", async () => {
    const { openTab, logged } = setup();
    const ask = openTab(() => {
      throw new DOMException("denied", "SecurityError");
    });
    await ask();
    await ask();
    expect(logged).toHaveLength(2);
  });

  it("is silent when the server does not answer, or not with events", async () => {
    const { openTab, storage, logged } = setup();
    for (const answer of [() => Promise.reject(new TypeError("no")), () => Promise.resolve(new Response("<html>"))])
      await openTab(storage, answer)();
    expect(logged).toEqual([]);
  });
});
