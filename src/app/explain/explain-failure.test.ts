import { once } from "node:events";
import { describe, expect, it } from "vitest";
import type { Evidence } from "../../diagnosis/evidence.ts";
import { readDiagnosis } from "../../diagnosis/logged-diagnosis.ts";
import type { Reachability } from "../../diagnosis/failure-case.ts";
import {
  failed,
  fromPlatform,
  probed,
  recognised,
  succeeded,
  unanswered,
} from "../../diagnosis/fixtures/failure-fixtures.ts";
import { callContextKey } from "../../logging/call-context.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { createLogger } from "../../logging/logger.ts";
import { evidenceLink } from "../../pages/failures/evidence-link.ts";
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

describe("an explainer with a check to make", () => {
  const passed = { event: "request_success", error: undefined };

  /** A call whose token the platform refuses, and the list of models, which ends as given. */
  function refused(light?: { [name in keyof LogEvent]?: LogEvent[name] | undefined }) {
    const events = failed("PERMISSION_DENIED", 7, "the token is invalid or expired", {
      ...fromPlatform,
      auth_present: true,
    });
    const id = events[0]!.request_id!;
    const asked: string[] = [];
    const logger = createLogger({ sink: { append: (event) => void events.push(event) } });
    const explainer = createExplainer({
      events: () => events,
      requestProbe: () => Promise.resolve(undefined),
      checkReachability: () => Promise.resolve(down),
      logger,
      async makeLightCall(service, { contextValues, signal }) {
        asked.push(service);
        contextValues?.get(callContextKey).onRequestId?.("req_light");
        if (!light) {
          await once(signal!, "abort");
          throw signal!.reason;
        }
        events.push({
          ...events[1]!,
          timestamp: "2026-11-23T09:47:20.000Z",
          request_id: "req_light",
          seq: 9,
          ...light,
        } as LogEvent);
      },
    });
    const told = () => events.filter(({ event }) => event === "system_diagnosis").map(({ data }) => data);
    return { explainer, asked, told, id, events };
  }

  it("offers the check between a likely cause and the next one, and has the cause that it proves, in the log too", async () => {
    const { explainer, asked, told, id } = refused({});
    const before = (await explainer.explain(id))!;
    expect(before).toMatchObject({ cause: "token-expired", confidence: "likely", check: { kind: "call" } });
    expect(before.guesses.map(({ cause }) => cause)).toEqual(["right-missing"]);
    const after = await explainer.tellApart(id, before);
    expect(after).toMatchObject({
      cause: "token-expired",
      confidence: "certain",
      checked: { check: { kind: "call" }, found: "verdict" },
    });
    expect(after.check).toBeUndefined();
    expect(asked).toEqual(["TTS"]);
    expect(told()).toMatchObject([{ diagnosed_request_id: id, cause: "token-expired", confidence: "certain" }]);
    expect(readDiagnosis({ data: told()[0]! })).toEqual(after);
  });

  it("has the other cause ahead where the light call goes well with the same token, also when it is asked again", async () => {
    const { explainer, id } = refused(passed);
    const after = await explainer.tellApart(id, (await explainer.explain(id))!);
    expect(after).toMatchObject({
      cause: "right-missing",
      confidence: "likely",
      guesses: [{ cause: "token-expired" }],
    });
    expect(await explainer.explain(id)).toEqual(after);
  });

  it("takes a light call with a newer token for no sign that the old one was good", async () => {
    const { explainer, id, events } = refused(passed);
    const before = (await explainer.explain(id))!;
    events.push({
      ...events[0]!,
      timestamp: "2026-11-23T09:47:19.000Z",
      event: "auth_token_renewal",
      request_id: "",
      success: true,
    });
    const after = await explainer.tellApart(id, before);
    expect(after).toMatchObject({ cause: "token-expired", checked: { found: "nothing_new" } });
  });

  it("takes a light call to another endpoint for none", async () => {
    const { explainer, id } = refused({ ...passed, endpoint: "https://other.example/x" });
    const after = await explainer.tellApart(id, (await explainer.explain(id))!);
    expect(after).toMatchObject({ cause: "token-expired", checked: { found: "not_made" } });
  });

  it("says that a check told nothing new", async () => {
    const { explainer, id, told } = refused({ error: { error_type: "UNAVAILABLE", error_message: "", grpc_code: 14 } });
    const before = (await explainer.explain(id))!;
    const after = await explainer.tellApart(id, before);
    expect([after.cause, after.confidence]).toEqual([before.cause, before.confidence]);
    expect(after.checked).toEqual({ check: { kind: "call" }, found: "nothing_new" });
    expect(told()).toMatchObject([{ checked: { found: "nothing_new" } }]);
  });

  it("says that a check could not be made, and offers it again", async () => {
    const { explainer, id } = refused({ request_id: "req_other" });
    const after = await explainer.tellApart(id, (await explainer.explain(id))!);
    expect(after).toMatchObject({ check: { kind: "call" }, checked: { found: "not_made" } });
  });

  it("leaves all as it was when the check is cancelled", async () => {
    const { explainer, id, told } = refused();
    const before = (await explainer.explain(id))!;
    const cancel = new AbortController();
    const pending = explainer.tellApart(id, before, cancel.signal);
    cancel.abort(new DOMException("enough", "AbortError"));
    await expect(pending).rejects.toThrow("enough");
    expect(told()).toEqual([]);
    expect(await explainer.explain(id)).toEqual(before);
  });

  it("repeats a call with other settings, and has what comes out in the log, too", async () => {
    const request_data = { voice_name: "borisova", language_code: "en" };
    const [start, end] = failed("NOT_FOUND", 5, "Requested model is not available", fromPlatform);
    const events = [{ ...start!, request_data }, end!];
    const asked: unknown[] = [];
    const explainer = createExplainer({
      events: () => events,
      requestProbe: () => Promise.resolve(undefined),
      checkReachability: () => Promise.resolve(down),
      logger: createLogger({ sink: { append: (event) => void events.push(event) } }),
      async makeTrial(change, failedCall, { contextValues, timeoutMs }) {
        asked.push(change, failedCall.request_data, timeoutMs);
        contextValues?.get(callContextKey).onRequestId?.("req_trial");
        events.push(await Promise.resolve({ ...succeeded()[1]!, request_id: "req_trial", seq: 9 }));
      },
    });
    const id = end!.request_id!;
    const before = (await explainer.explain(id))!;
    expect(before).toMatchObject({ cause: "unknown-model", check: { kind: "trial", change: "voice" } });
    const after = await explainer.tellApart(id, before);
    expect(asked).toEqual(["voice", request_data, 30_000]);
    expect(after).toMatchObject({ cause: "unknown-voice", confidence: "certain", checked: { found: "verdict" } });
    expect(events.at(-1)).toMatchObject({ event: "system_diagnosis", data: { cause: "unknown-voice" } });
  });

  it.each([true, false])("proposes a probe only where a companion can make it: %s", async (canProbe) => {
    const events = failed("UNAUTHENTICATED", 16, "Failed to inject credential.");
    const explainer = createExplainer({
      events: () => events,
      requestProbe: () => Promise.resolve(undefined),
      canProbe: () => canProbe,
      checkReachability: () => Promise.resolve(down),
      logger: createLogger({ sink: { append: () => undefined } }),
    });
    const found = await explainer.explain(events[0]!.request_id!);
    expect(found?.check?.kind).toBe(canProbe ? "probe" : undefined);
  });

  it("makes a probe that the companion did not answer before", async () => {
    const dns = { ok: false, durationMs: 1, addresses: [], errorCode: "ENOTFOUND", errorMessage: "no such name" };
    const reports = [undefined, probed({ dns })];
    const events = failed("UNAVAILABLE", 14, "no healthy upstream [UH]");
    const explainer = createExplainer({
      events: () => events,
      requestProbe: () => Promise.resolve(reports.shift()),
      checkReachability: () => Promise.resolve(down),
      logger: createLogger({ sink: { append: () => undefined } }),
    });
    const id = events[0]!.request_id!;
    const before = { ...(await explainer.explain(id))!, check: { kind: "probe", step: "dns" } as const };
    const after = await explainer.tellApart(id, before);
    expect(before).toMatchObject({ cause: "dns", confidence: "likely" });
    expect(after).toMatchObject({ cause: "dns", confidence: "certain", checked: { found: "verdict" } });
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
    expect(evidenceLink({ source: line, quote: "" }, undefined, "set-1")).toContain("&log=set-1");
  });
});
