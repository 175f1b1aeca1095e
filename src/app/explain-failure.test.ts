import { describe, expect, it } from "vitest";
import type { Evidence } from "../diagnosis/evidence.ts";
import type { Reachability } from "../diagnosis/failure-case.ts";
import {
  failed,
  fromPlatform,
  probed,
  recognised,
  succeeded,
  unanswered,
} from "../diagnosis/fixtures/failure-fixtures.ts";
import type { LogEvent } from "../logging/log-event.ts";
import { createLogger } from "../logging/logger.ts";
import { evidenceLink } from "../pages/failures/evidence-link.ts";
import { createExplainer } from "./explain-failure.ts";

const down: Reachability = { online: true, sameOrigin: true, plainGet: "failed" };

function setup(events: LogEvent[], probe = probed()) {
  const asked: string[] = [];
  const logged: LogEvent[] = [];
  const explainer = createExplainer({
    events: () => events,
    requestProbe: async () => (asked.push("probe"), probe),
    checkReachability: async () => (asked.push("browser"), down),
    logGatewayTokens: async () => void asked.push("tokens"),
    logger: createLogger({ sink: { append: (event) => void logged.push(event) } }),
  });
  return { asked, logged, explainer, explain: () => explainer.explain(events[0]!.request_id!) };
}

describe("createExplainer", () => {
  it("asks nothing when the platform itself has refused", async () => {
    const { asked, logged, explain } = setup(
      failed("INVALID_ARGUMENT", 3, "voice_name: there is no voice", fromPlatform),
    );
    expect((await explain())?.cause).toBe("unknown-voice");
    expect([asked, logged]).toEqual([[], []]);
  });

  it("has the platform looked at when the way to it failed, and logs what came out", async () => {
    const dns = { ok: false, durationMs: 1, addresses: [], errorCode: "ENOTFOUND", errorMessage: "no such name" };
    const events = failed("UNAVAILABLE", 14, "no healthy upstream [UH]");
    const { asked, logged, explain, explainer } = setup(events, probed({ dns }));
    expect(await explain()).toMatchObject({ cause: "dns", confidence: "certain" });
    expect(asked).toEqual(["probe"]);
    expect(explainer.lastProbe?.dns.ok).toBe(false);
    expect(logged).toMatchObject([
      { event: "system_probe", data: { target: "speech.example:443", dns: { errorCode: "ENOTFOUND" } } },
      { event: "system_diagnosis", data: { diagnosed_request_id: events[0]!.request_id, cause: "dns" } },
    ]);
  });

  it("logs what is known by other lines, where the call's own line says another cause", async () => {
    const [start, end] = failed("PERMISSION_DENIED", 7, "denied", { ...fromPlatform, auth_present: true });
    const diagnosis = { cause: "right-missing", confidence: "likely", hop: "platform" } as const;
    const token = { ...end!, event: "auth_token_request", success: true, data: { expires_in: 300 } };
    const events = [
      { ...token, request_id: "req_0", timestamp: "2026-11-23T09:40:00.000Z" },
      start!,
      { ...end!, diagnosis },
    ];
    const { logged, explainer } = setup(events);
    const found = await explainer.explain(end!.request_id!);
    expect(found).toMatchObject({ cause: "token-expired", confidence: "certain" });
    expect(logged).toMatchObject([{ event: "system_diagnosis", data: { cause: "token-expired", hop: "platform" } }]);
  });

  it("looks around in the browser when no answer came at all", async () => {
    const { asked, explain } = setup(unanswered);
    expect(await explain()).toMatchObject({ cause: "gateway-unreachable", confidence: "certain" });
    expect(asked).toEqual(["browser"]);
  });

  it("hears of the gateway's tokens before it explains a call that was refused for its token", async () => {
    const events = failed("UNAUTHENTICATED", 16, "Failed to inject credential.");
    const { asked, explain } = setup(events);
    await explain();
    expect(asked).toEqual(["tokens", "probe"]);
  });

  it("knows the end of a call whose line the logger still holds back", async () => {
    const events: LogEvent[] = [];
    const logger = createLogger({ sink: { append: (event) => void events.push(event) }, deferMs: 60_000 });
    const explainer = createExplainer({
      events: () => events,
      requestProbe: () => Promise.resolve(undefined),
      checkReachability: () => Promise.resolve(down),
      logger,
    });
    const end = recognised({ transcript_length: 0 }).at(-1)!;
    logger.logDeferred("INFO", end.event, end.message, () => end);
    expect((await explainer.explain(end.request_id!))?.cause).toBe("empty-result");
  });

  it("says nothing about a call that went well", async () => {
    const { asked, explain } = setup(succeeded(fromPlatform));
    expect(await explain()).toBeUndefined();
    expect(asked).toEqual([]);
  });
});

describe("evidenceLink", () => {
  const line = { kind: "event", sessionId: "s", seq: 7 } as const;

  it("leads to the lines of a request, to a single line, and to where the facts were logged", () => {
    const link = (source: Evidence["source"]) => evidenceLink({ source, quote: "" }, "req_9");
    expect(link({ ...line, requestId: "req_1" })).toBe("/logs?request=req_1");
    expect(link(line)).toBe("/logs?session=s&q=%22seq%22%3A7");
    expect(link({ kind: "probe", fact: "tls" })).toBe("/logs?event=system_probe");
    expect(link({ kind: "browser", fact: "online" })).toBe("/logs?event=system_reachability");
    expect(link({ kind: "audio", fact: "level" })).toBe("/logs?request=req_9");
    expect(evidenceLink({ source: { kind: "audio", fact: "level" }, quote: "" })).toBeUndefined();
  });

  it("stays in the log that is looked at", () => {
    expect(evidenceLink({ source: line, quote: "" }, undefined, "set-1")).toContain("&set=set-1");
  });
});
