import { describe, expect, it } from "vitest";
import type { TokenOutcome } from "../../wire/auth-event.ts";
import { createTokenSource } from "./token-source.ts";

const client = { ssoUrl: "https://sso.example/auth/", realm: "a b", clientId: "demo", clientSecret: "hunter2" };

/** A token server that gives numbered tokens of 300 seconds until it is told otherwise. */
function setup() {
  const requests: { url: string; form: URLSearchParams }[] = [];
  const events: TokenOutcome[] = [];
  const clock = { now: 1_000_000, epochMs: () => clock.now, monotonicMs: () => clock.now };
  let answer = (): Response | Promise<Response> =>
    Response.json({ access_token: `token-${String(requests.length)}`, expires_in: 300 });
  const fetch = (async (url: string, init: RequestInit) => {
    requests.push({ url, form: init.body as URLSearchParams });
    clock.now += 40;
    return answer();
  }) as typeof globalThis.fetch;
  const source = createTokenSource({ fetch, clock, onEvent: (event) => events.push(event) });
  return { source, requests, events, clock, answer: (next: typeof answer) => (answer = next) };
}

const jwt = (claims: object) => `head.${btoa(JSON.stringify(claims)).replaceAll("=", "")}.signature`;

describe("a token source", () => {
  it("asks with client credentials and tells how long the token lives, never the token", async () => {
    const { source, requests, events } = setup();
    expect(await source.token()).toBeUndefined();
    expect(await source.signIn(client)).toBe(true);
    expect(await source.token()).toBe("token-1");
    expect(requests[0]?.url).toBe("https://sso.example/auth/realms/a%20b/protocol/openid-connect/token");
    expect(Object.fromEntries(requests[0]!.form)).toEqual({
      grant_type: "client_credentials",
      client_id: "demo",
      client_secret: "hunter2",
    });
    expect(events).toEqual([
      {
        kind: "request",
        success: true,
        endpoint: requests[0]!.url,
        durationMs: 40,
        status: 200,
        expiresInSeconds: 300,
      },
    ]);
    expect(JSON.stringify([events, source.state])).not.toMatch(/token-1|hunter2/);
  });

  it("renews before the end, once for all who wait", async () => {
    const { source, requests, events, clock } = setup();
    await source.signIn(client);
    clock.now += 269_000;
    expect(await source.token()).toBe("token-1");
    clock.now += 2000;
    expect(await Promise.all([source.token(), source.token()])).toEqual(["token-2", "token-2"]);
    expect(requests).toHaveLength(2);
    expect(events.at(-1)).toMatchObject({ kind: "renewal", success: true });
    expect(source.state.held).toMatchObject({ from: "fetched", isRenewed: true });
  });

  it("renews for a refusal, not again while the platform refuses the new one too, and again later", async () => {
    const { source, clock } = setup();
    await source.signIn(client);
    expect(await source.renew("token-1")).toBe(true);
    expect(await source.renew("token-1")).toBe(true); // Another call with the old one: there is a new one already.
    expect(await source.renew("token-2")).toBe(false);
    clock.now += 31_000;
    expect(await source.renew("token-2")).toBe(true);
    expect(await source.token()).toBe("token-3");
  });

  it("tells a refusal in a word of the standard, else by its status, and lets the server rest", async () => {
    const { source, requests, events, clock, answer } = setup();
    answer(() => Response.json({ error: "invalid_client", error_description: "hunter2" }, { status: 401 }));
    expect(await source.signIn(client)).toBe(false);
    expect(events[0]).toMatchObject({ kind: "refusal", success: false, status: 401, reason: "invalid_client" });
    answer(() => Response.json({ error: "bad hunter2", error_description: "hunter2" }, { status: 401 }));
    expect(await source.signIn(client)).toBe(false);
    expect(events[1]).toMatchObject({ kind: "refusal", success: false, status: 401, reason: "HTTP 401" });
    expect(source.state).toMatchObject({ isAsking: false, refusal: { reason: "HTTP 401", status: 401 } });
    expect(await source.token()).toBeUndefined();
    expect(requests).toHaveLength(2);
    clock.now += 11_000;
    answer(() => Response.json({ access_token: "late", expires_in: 300 }));
    expect(await source.token()).toBe("late");
    expect(source.state.refusal).toBeUndefined();
  });

  it.each([
    ["nobody answers", () => Promise.reject(new TypeError("Failed to fetch")), "unreachable"],
    ["a page of HTML comes", () => new Response("<html>"), "no-token"],
    ["an error without words comes", () => new Response("", { status: 503 }), "HTTP 503"],
  ])("says so when %s", async (_, wrong, reason) => {
    const { source, answer } = setup();
    answer(wrong);
    await source.signIn(client);
    expect(source.state.refusal?.reason).toBe(reason);
  });

  it("keeps using a token that is still good when its renewal fails", async () => {
    const { source, clock, answer } = setup();
    await source.signIn(client);
    clock.now += 280_000;
    answer(() => new Response("", { status: 503 }));
    expect(await source.token()).toBe("token-1");
  });

  it("reads the end of a pasted token, cannot renew it, and says once that it is over", async () => {
    const { source, events, clock } = setup();
    source.paste(jwt({ exp: 1060 }));
    expect(source.state.held).toMatchObject({ from: "pasted", expiresAtMs: 1_060_000 });
    expect(await source.renew(jwt({ exp: 1060 }))).toBe(false);
    clock.now += 61_000;
    await source.token();
    await source.token();
    expect(events.map(({ kind, success, expiresInSeconds }) => [kind, success, expiresInSeconds])).toEqual([
      ["pasted", true, 60],
      ["expired", false, -1],
    ]);
  });

  it("does not know the end of a token that says nothing of it", () => {
    const { source } = setup();
    for (const token of ["opaque", "a.b.c", jwt({ exp: "soon" })]) {
      source.paste(token);
      expect(source.state.held).toMatchObject({ expiresAtMs: undefined });
    }
  });

  it.each([
    ["as text", { expires_in: "300" }],
    ["as text, with claims that a fast clock takes for over", { expires_in: "300", exp: -300 }],
    ["in its claims, by a clock that is an hour behind this one", { iat: -3600, exp: -3300 }],
  ])("is used for its whole life, which is given %s", async (_, life) => {
    const { expires_in, ...claims }: { expires_in?: string; iat?: number; exp?: number } = life;
    const { source, requests, clock, answer } = setup();
    const [iat, exp] = [claims.iat, claims.exp].map((it) => it && clock.now / 1000 + it);
    answer(() => Response.json({ access_token: jwt({ iat, exp }), ...(expires_in && { expires_in }) }));
    await source.signIn(client);
    for (let seconds = 0; seconds < 260; seconds += 10) {
      await source.token();
      clock.now += 10_000;
    }
    expect(requests).toHaveLength(1);
    clock.now += 20_000;
    await source.token();
    expect(requests).toHaveLength(2);
  });

  it.each([
    ["0", { expires_in: 0 }, 0],
    ["no", {}, undefined],
  ])("is not requested anew for each call with %s seconds to live", async (_, life, told) => {
    const { source, requests, events, answer } = setup();
    answer(() => Response.json({ access_token: "opaque", ...life }));
    await source.signIn(client);
    for (let calls = 0; calls < 5; calls++) expect(await source.token()).toBe("opaque");
    expect([requests.length, events[0]?.expiresInSeconds]).toEqual([1, told]);
    expect(source.state.held).toMatchObject({ expiresAtMs: undefined });
  });

  it("tells how far this computer's clock is ahead of the token server's", async () => {
    const { source, events, clock, answer } = setup();
    answer(() => Response.json({ access_token: jwt({ exp: clock.now / 1000 - 300 }), expires_in: "300" }));
    await source.signIn(client);
    expect(events[0]).toMatchObject({ kind: "request", expiresInSeconds: 300, clockAheadSeconds: 600 });
  });

  it("keeps the words of a refusal, without the secret, and those of an error that is an object", async () => {
    const { source, events, answer } = setup();
    const said = "Client not enabled to retrieve service account";
    answer(() =>
      Response.json({ error: "unauthorized_client", error_description: `${said} (hunter2)` }, { status: 401 }),
    );
    await source.signIn(client);
    expect(source.state.refusal).toMatchObject({ reason: "unauthorized_client", said: `${said} ([redacted])` });
    answer(() => Response.json({ error: { code: 400, message: "realm disabled" } }, { status: 400 }));
    await source.signIn(client);
    expect(events[1]).toMatchObject({ reason: "HTTP 400", said: "realm disabled", contentType: "application/json" });
  });

  it("forgets token and secret, also what is still on its way", async () => {
    const { source, requests, clock } = setup();
    const asking = source.signIn(client);
    source.forget();
    expect(await asking).toBe(false);
    clock.now += 1_000_000;
    expect(await source.token()).toBeUndefined();
    expect(requests).toHaveLength(1);
    expect(source.state).toEqual({ isAsking: false });
  });
});
