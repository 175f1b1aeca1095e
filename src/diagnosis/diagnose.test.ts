import { describe, expect, it } from "vitest";
import { generateEvents } from "../../test/support/generate-events.ts";
import type { LogEvent } from "../logging/log-event.ts";
import { diagnose, diagnoseAll } from "./diagnose.ts";
import {
  chainOf,
  envoyFailed,
  failed,
  fromPlatform,
  probed,
  recognised,
  refusedForToken,
  succeeded,
  type Fixtures,
} from "./fixtures/failure-fixtures.ts";
import { fillWords } from "./fill-words.ts";
import { rules } from "./rules.ts";

const files = import.meta.glob<{ fixtures: Fixtures }>("./fixtures/**/*.fixtures.ts", { eager: true });
const causeOf = (path: string) => path.replace(/^.*\/|\.fixtures\.ts$/g, "");
const fixturesOf = (cause: string) => Object.entries(files).find(([path]) => causeOf(path) === cause)?.[1].fixtures;

describe.each(rules)("rule $cause", (rule) => {
  const { positive, guessed = {}, negative }: Fixtures = fixturesOf(rule.cause) ?? { positive: {}, negative: {} };

  it("has cases for and against it", () => {
    expect(Object.keys(positive)).not.toHaveLength(0);
    expect(Object.keys(negative)).not.toHaveLength(0);
  });

  it.each(Object.entries(positive))("is named first: %s", (_, failureCase) => {
    const diagnosis = diagnose(failureCase);
    expect(diagnosis).toMatchObject({ cause: rule.cause, confidence: expect.stringMatching(/^(?:certain|likely)$/) });
    expect(diagnosis?.supports).not.toHaveLength(0);
  });

  it.each(Object.entries(guessed))("is the first guess, and no more: %s", (_, failureCase) => {
    const diagnosis = diagnose(failureCase);
    expect(diagnosis?.cause).not.toBe(rule.cause);
    expect(diagnosis?.guesses[0]?.cause).toBe(rule.cause);
  });

  it.each(Object.entries(negative))("leaves to others: %s", (_, failureCase) => {
    expect(diagnose(failureCase)?.cause).not.toBe(rule.cause);
  });

  it("speaks both languages, in whole sentences", () => {
    for (const words of Object.values(rule.words).map((text) => fillWords(text, {}))) {
      expect(words.title).not.toMatch(/\.$/);
      for (const text of [words.why, words.next]) expect(text).toMatch(/^[A-ZА-ЯЁ].*\.$/);
    }
    expect(rule.words.ru.why).toMatch(/[а-яё]{3}/);
    expect(rule.words.en.why).not.toMatch(/[а-яё]/i);
  });
});

describe("diagnose", () => {
  it("has one file of fixtures for each rule, and none without a rule", () => {
    expect(Object.keys(files).map(causeOf).toSorted()).toEqual(rules.map(({ cause }) => cause).toSorted());
    expect(new Set(rules.map(({ cause }) => cause)).size).toBe(rules.length);
  });

  it("says nothing about 100 healthy calls, whatever failed beside them", () => {
    const neighbours = [...generateEvents(300)];
    for (let i = 0; i < 50; i++) {
      const spoken = succeeded({ ...fromPlatform, response_data: { audio_bytes: 1000 + i, chunk_count: 1 } });
      const heard = recognised({ transcript_length: 10 + i, mean_confidence: 0.9 });
      for (const events of [spoken, heard]) expect(diagnose({ events, neighbours, probe: probed() })).toBeUndefined();
    }
    expect(diagnose({ events: [], probe: probed() })).toBeUndefined();
  });

  it("says nothing about a call that was cancelled", () => {
    const [start, end] = failed("CANCELLED", 1, "the user left");
    expect(diagnose({ events: [start!, { ...end!, event: "request_cancelled" }] })).toBeUndefined();
  });

  it("says that the cause is not known when nobody can be told to have answered", () => {
    expect(diagnose({ events: failed("DATA_LOSS", 15, "strange") })).toMatchObject({
      cause: "not_known",
      confidence: "none",
      hop: "unknown",
      error_diagnosis: "",
    });
  });

  it("says only who refused when the platform did with words that no rule knows", () => {
    expect(diagnose({ events: failed("ABORTED", 10, "the session was taken over", fromPlatform) })).toMatchObject({
      cause: "platform-refused",
      hop: "platform",
      error_diagnosis: "The platform refused the call: the session was taken over",
    });
  });

  it("does not guess a wrong secret where the token server refused something else, and quotes what it said", () => {
    const found = diagnose(refusedForToken("invalid_scope", "Invalid scopes: speech", 400));
    expect(found).toMatchObject({ cause: "gateway-refused", guesses: [] });
    expect(found?.supports.map(({ quote }) => quote)).toContain("invalid_scope: Invalid scopes: speech");
  });

  it("prefers a certain cause to a likely one", () => {
    const events = failed("UNAVAILABLE", 14, "no healthy upstream [UH]", { details: "; x-upstream-failure: UH" });
    expect(diagnose({ events })?.confidence).toBe("likely");
    const dns = { ok: false, durationMs: 1, addresses: [], errorCode: "ENOTFOUND", errorMessage: "not found" };
    expect(diagnose({ events, probe: probed({ dns }) })).toMatchObject({ cause: "dns", confidence: "certain" });
  });

  it("describes the missing ALPN in the documented words", () => {
    const { http2, ...rest } = probed();
    const tls = { ...rest.tls!, alpn: null };
    expect(diagnose({ events: [], probe: { ...rest, tls, http2: http2! } })).toMatchObject({
      error_diagnosis: "Server-side gRPC ALPN configuration issue",
      grpc_details: "Cannot check peer: missing selected ALPN property",
    });
  });

  it("adds neighbours on the same endpoint as evidence: equal failures for, successes against", () => {
    const events = envoyFailed("delayed_connect_error:_Connection_refused");
    const other = (event: LogEvent, id: string, seq: number): LogEvent => ({ ...event, request_id: id, seq });
    const neighbours = [
      other(events[1]!, "req_1", 11),
      other(succeeded()[1]!, "req_2", 12),
      other({ ...succeeded()[1]!, endpoint: "https://elsewhere.example/x" }, "req_3", 13),
    ];
    const { supports, contradicts } = diagnose({ events, neighbours })!;
    expect(supports.map(({ source }) => source)).toContainEqual(expect.objectContaining({ kind: "event", seq: 11 }));
    expect(contradicts.map(({ source }) => source)).toEqual([
      { kind: "event", sessionId: "session", seq: 12, requestId: "req_2" },
    ]);
  });

  it("lists no cause beside the case of it that was found", () => {
    const probe = chainOf("UNABLE_TO_VERIFY_LEAF_SIGNATURE", "O=Example, CN=Example Issuing CA 2");
    expect(diagnoseAll({ events: [], probe }).map(({ cause }) => cause)).toEqual(["intermediate-missing"]);
  });

  it("lists every cause that matches, the highest confidence first", () => {
    const events = failed("UNAVAILABLE", 14, "reset reason: connection termination [UC]");
    expect(diagnoseAll({ events }).map(({ cause }) => cause)).toEqual(
      expect.arrayContaining(["plain-to-tls", "connection-closed"]),
    );
  });
});
