import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { parseConfigIni } from "../../platform-config/parse-config-ini.ts";
import type { AuthEvent } from "../../wire/auth-event.ts";
import { openGatewayToken, type GatewayToken } from "./gateway-token.ts";
import type { TokenResponse } from "./request-token.ts";

const { config } = parseConfigIni(
  "api_address=speech.example\nclient_id=demo\nclient_secret=hunter2\nsso_url=https://sso.example\nrealm=r\n",
);

const opened: GatewayToken[] = [];
beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => {
  for (const token of opened.splice(0)) token.close();
  vi.useRealTimers();
});

/** A token server that gives numbered tokens of 300 seconds until it is told otherwise. */
async function setup(first?: () => TokenResponse) {
  const tokens: string[] = [];
  const events: Omit<AuthEvent, "id">[] = [];
  const secrets: string[] = [];
  const use = { secret: "hunter2", answer: first, fault: "" };
  const given = (): TokenResponse => ({ status: 200, body: { access_token: `t${String(secrets.length)}`, expires_in: 300 } }); // prettier-ignore
  const gateway = openGatewayToken({
    config: () => ({ ...config, clientSecret: use.secret }),
    onToken(token) {
      if (use.fault) throw Object.assign(new Error("no space"), { code: use.fault });
      tokens.push(token);
    },
    onOutcome: (event) => events.push(event),
    request: async ({ clientSecret }) => {
      secrets.push(clientSecret);
      return (use.answer ?? given)();
    },
  });
  opened.push(gateway);
  await vi.advanceTimersByTimeAsync(0);
  return { gateway, tokens, events, secrets, use, pass: (ms: number) => vi.advanceTimersByTimeAsync(ms) };
}

describe("the gateway's token", () => {
  it("is renewed half a minute before it ends, and tells its lifetime but never itself", async () => {
    const { tokens, events, pass } = await setup();
    await pass(269_000);
    expect(tokens).toEqual(["t1"]);
    await pass(2_000);
    expect(tokens).toEqual(["t1", "t2"]);
    const token = { success: true, durationMs: 0, status: 200, expiresInSeconds: 300 };
    expect(events).toEqual([
      { kind: "request", at: "1970-01-01T00:16:40.000Z", ...token },
      { kind: "renewal", at: "1970-01-01T00:21:10.000Z", ...token },
    ]);
  });

  it("comes a second after an empty 200", async () => {
    const { tokens, events, use, pass } = await setup(() => ({ status: 200, body: {} }));
    expect(events).toMatchObject([{ kind: "refusal", success: false, status: 200, reason: "no-token" }]);
    use.answer = undefined;
    await pass(1_000);
    expect(tokens).toEqual(["t2"]);
    expect(events[1]).toMatchObject({ kind: "request", success: true });
  });

  it("is asked for less and less often while none comes, at most every ten seconds, and never ends asking", async () => {
    const { secrets, pass } = await setup(() => ({ status: 401, body: { error: "invalid_client" } }));
    await pass(15_000);
    expect(secrets).toHaveLength(5); // At 0, 1, 3, 7 and 15 seconds.
    await pass(600_000);
    expect(secrets).toHaveLength(65);
  });

  it.each([
    ["its word", 401, { error: "unauthorized_client" }, "unauthorized_client"],
    ["the status for words of its own", 400, { error: "Realm does not exist: hunter2" }, "HTTP 400"],
    ["the status for a word that holds the secret", 400, { error: "hunter2" }, "HTTP 400"],
    ["no-token for a token that fits into no header", 200, { access_token: "a\r\nb: c" }, "no-token"],
  ])("tells of a refusal %s", async (_, status, body, reason) => {
    const { events, tokens } = await setup(() => ({ status, body }));
    expect([events[0]?.reason, tokens]).toEqual([reason, []]);
  });

  it("tells the network's code when the token server is not reached", async () => {
    const { events } = await setup(() => {
      throw Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
    });
    expect(events[0]).toMatchObject({ success: false, reason: "ECONNREFUSED" });
  });

  it("is requested again when it could not be handed over", async () => {
    const { tokens, events, use, pass } = await setup();
    use.fault = "ENOSPC";
    await pass(280_000);
    expect(events[1]).toMatchObject({ kind: "refusal", success: false, reason: "ENOSPC" });
    use.fault = "";
    await pass(10_000);
    expect(tokens.length).toBe(2);
  });

  it.each([
    ["as text", { expires_in: "60" }, 60, 45],
    ["as 0", { expires_in: 0 }, 0, 270],
    ["nowhere", {}, undefined, 270],
  ])("is renewed in time when its life stands %s", async (_, life, told, renewedAfterSeconds) => {
    const { tokens, events, pass } = await setup(() => ({ status: 200, body: { access_token: "opaque", ...life } }));
    await pass(renewedAfterSeconds * 1000 - 100);
    expect([tokens.length, events[0]?.expiresInSeconds]).toEqual([1, told]);
    await pass(200);
    expect(tokens).toHaveLength(2);
  });

  it("says how far the clock of this machine is behind that of the token server", async () => {
    const date = new Date(Date.now() + 120_000).toUTCString();
    const body = { access_token: "opaque", expires_in: 300 };
    const { events } = await setup(() => ({ status: 200, body, date }));
    expect(events[0]).toMatchObject({ success: true, clockAheadSeconds: -120 });
  });

  it("is asked for again after the pause that the token server wants, and tells what it said", async () => {
    const { events, secrets, pass } = await setup(() => ({
      status: 429,
      body: { error: { code: 429, message: "slow down" } },
      contentType: "application/json",
      retryAfterSeconds: 20,
    }));
    await pass(19_000);
    expect(secrets).toHaveLength(1);
    await pass(1_000);
    expect(secrets).toHaveLength(2);
    expect(events[0]).toMatchObject({ reason: "HTTP 429", said: "slow down", retryAfterSeconds: 20 });
  });

  it("is fetched anew for the first refusal of the platform", async () => {
    const { gateway, tokens, events, pass } = await setup();
    await pass(60_000);
    gateway.refused(Date.now() - 50);
    gateway.refused(Date.now() - 20);
    await pass(0);
    expect(tokens).toEqual(["t1", "t2"]);
    expect(events[1]).toMatchObject({ kind: "renewal", success: true, reason: "the platform refused the one before" });
  });

  it("is fetched 7 times in ten minutes, not 600, when the platform refuses every call for ten minutes", async () => {
    const { gateway, tokens, pass } = await setup();
    await pass(60_000);
    tokens.length = 0;
    for (let i = 0; i < 600; i++) {
      gateway.refused(Date.now());
      await pass(1_000);
    }
    // At 0, 10, 30, 70, 150 and 310 seconds (the pauses are 10, 20, 40, 80, 160 and 300), and the renewal in time at 580.
    expect(tokens).toHaveLength(7);
  });

  it("is not fetched for a call that began before it came", async () => {
    const { gateway, tokens, pass } = await setup();
    const startedMs = Date.now() - 5;
    await pass(60_000);
    gateway.refused(startedMs);
    await pass(1_000);
    expect(tokens).toEqual(["t1"]);
  });

  it("is fetched with a new secret at once, also while the old one is being refused", async () => {
    const { gateway, secrets, tokens, use, pass } = await setup(() => ({ status: 401, body: {} }));
    await pass(120_000);
    use.secret = "new";
    use.answer = undefined;
    gateway.renew();
    await pass(0);
    expect([secrets.at(-1), tokens.length]).toEqual(["new", 1]);
  });

  it("asks no more when it is closed", async () => {
    const { gateway, secrets, pass } = await setup();
    gateway.close();
    await pass(1_000_000);
    expect(secrets).toHaveLength(1);
  });
});
