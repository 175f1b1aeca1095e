import { describe, expect, it } from "vitest";
import { readClues } from "./clues.ts";
import { diagnose } from "./diagnose.ts";
import { scoreOf, weigh, type Evidence, type Weight } from "./evidence.ts";
import { envoyFailed, failed, probed, succeeded, tlsFailed } from "./fixtures/failure-fixtures.ts";
import type { Rule } from "./rule.ts";
import { confidenceOf, decide, weighAll, type Candidate } from "./weighing.ts";

const evidence: Evidence = { source: { kind: "probe", fact: "tcp" }, quote: "x" };
const text = { title: "T", why: "W.", next: "N." };
const words = { en: text, ru: text };

function rule(cause: string, weights: Weight[], change: Partial<Rule> = {}): Rule {
  const find = () => weigh(Object.fromEntries(weights.map((weight) => [weight, [evidence]])));
  return { cause, about: "request", hops: ["gateway"], words, find, ...change };
}

const clues = readClues({ events: envoyFailed("-") });
const verdict = (...rules: Rule[]) => {
  const { named, confidence, guesses } = decide(weighAll(clues, rules));
  return [named?.rule.cause, confidence, guesses.map((guess) => guess.rule.cause)];
};

describe("scoreOf", () => {
  it("counts the heaviest evidence whole, further evidence half, and takes off all against", () => {
    const found = weigh({ strong: [evidence], fair: [evidence], weak: [evidence, false] }, { fair: [evidence] })!;
    expect(scoreOf(found, -1)).toBe(-1 + 4 + 1 + 0.5 - 2);
    expect(weigh({ strong: [undefined, false] }, { decisive: [evidence] })).toBeUndefined();
  });
});

describe("decide", () => {
  it("is certain of what is proved and leads, likely of what leads by less, and guesses below that", () => {
    expect(verdict(rule("a", ["decisive"]), rule("b", ["strong"]))).toEqual(["a", "certain", []]);
    expect(verdict(rule("a", ["strong"]), rule("b", ["fair"]))).toEqual(["a", "likely", []]);
    expect(verdict(rule("a", ["decisive"]), rule("b", ["decisive"]))).toEqual([undefined, "none", ["a", "b"]]);
    expect(verdict(rule("a", ["fair"]), rule("b", ["weak"]), rule("c", ["weak"]))).toEqual([
      undefined,
      "none",
      ["a", "b"],
    ]);
    expect(verdict()).toEqual([undefined, "none", []]);
  });

  it("takes a prior off", () => {
    expect(verdict(rule("a", ["strong"], { prior: -2 }))).toEqual([undefined, "none", ["a"]]);
  });

  it("prefers a case to what it is a case of, and counts neither as a rival", () => {
    const wide = rule("wide", ["decisive"]);
    expect(verdict(wide, rule("narrow", ["strong"], { refines: ["wide"] }))).toEqual(["narrow", "likely", []]);
    expect(verdict(wide, rule("narrow", ["fair"], { refines: ["wide"] }))).toEqual(["wide", "certain", []]);
  });

  it("falls back on a general cause, with what it may be", () => {
    const general = rule("general", ["decisive"], { isGeneral: true });
    expect(verdict(general, rule("a", ["fair"]))).toEqual(["general", "certain", ["a"]]);
    expect(verdict(general, rule("a", ["strong"]))).toEqual(["a", "likely", []]);
  });
});

describe("weighAll", () => {
  it("leaves out causes of another hop than the one that answered", () => {
    expect(weighAll(clues, [rule("a", ["decisive"], { hops: ["platform"] })])).toEqual([]);
  });

  it("leaves out a cause against which as much speaks as for it", () => {
    const find = () => weigh({ strong: [evidence] }, { strong: [evidence] });
    expect(weighAll(clues, [rule("a", [], { find })])).toEqual([]);
  });
});

describe("confidenceOf", () => {
  it("has no rivals among candidates that are not given", () => {
    const candidate: Candidate = {
      rule: rule("a", []),
      finding: weigh({ strong: [evidence] })!,
      score: 4,
      isOver: false,
    };
    expect(confidenceOf(candidate, [])).toBe("likely");
  });
});

describe("a good finding of the probe", () => {
  const closed = failed("UNAVAILABLE", 14, "upstream connect error [UC] - {connection_termination}", {
    details: "; x-upstream-failure: UC",
  });
  const before = { ...succeeded()[1]!, request_id: "req_0", timestamp: "2026-11-23T09:46:47.000Z" };

  it("excludes what only fits the symptoms", () => {
    expect(diagnose({ events: closed })?.guesses.map(({ cause }) => cause)).toContain("connection-closed");
    expect(diagnose({ events: closed, probe: probed() })).toMatchObject({ cause: "gateway-no-upstream", guesses: [] });
  });

  it("makes what the call's own error proves a matter of this call", () => {
    const events = envoyFailed("delayed_connect_error:_Connection_refused");
    expect(diagnose({ events, neighbours: [before], probe: probed() })).toMatchObject({
      cause: "connection-refused",
      confidence: "likely",
      isOver: true,
    });
  });

  it("says nothing when it is from before the call", () => {
    const events = envoyFailed("delayed_connect_error:_Connection_refused");
    const found = diagnose({ events, probe: probed({ at: "2026-11-23T09:47:16.000Z" }) });
    expect(found).toMatchObject({ cause: "connection-refused", confidence: "certain" });
    expect(found).not.toHaveProperty("isOver");
  });

  it("that is bad tells since when, by the first call that failed so after the last that went well", () => {
    const events = envoyFailed("-", "UF");
    const tcp = { ok: false, durationMs: 1, errorCode: "ECONNREFUSED", errorMessage: "connect ECONNREFUSED" };
    const first = { ...events[1]!, request_id: "req_1", timestamp: "2026-11-23T09:46:57.000Z" };
    const found = diagnose({ events, neighbours: [before, first], probe: probed({ tcp }) });
    expect(found).toMatchObject({ cause: "connection-refused", since: first.timestamp });
  });
});

describe("a call that went well a moment before", () => {
  it("excludes causes of the configuration", () => {
    const events = failed("UNAVAILABLE", 14, "upstream connect error [UC] - {connection_termination}", {
      details: "; x-upstream-failure: UC",
    });
    const guesses = (timestamp: string) => {
      const neighbours = [{ ...succeeded()[1]!, request_id: "req_0", timestamp }];
      return diagnose({ events, neighbours })!.guesses.map(({ cause }) => cause);
    };
    expect(guesses("2026-11-23T09:40:00.000Z")).toContain("plain-to-tls");
    expect(guesses("2026-11-23T09:47:00.000Z")).not.toContain("plain-to-tls");
  });

  it("does not outweigh what the probe proves", () => {
    const neighbours = [{ ...succeeded()[1]!, request_id: "req_0" }];
    const found = diagnose({
      events: envoyFailed("-", "UF"),
      neighbours,
      probe: probed(tlsFailed("CERT_HAS_EXPIRED")),
    });
    expect(found).toMatchObject({ cause: "certificate-expired", confidence: "certain" });
  });
});
