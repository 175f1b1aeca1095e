import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomQueries } from "../../../test/support/random-queries.ts";
import {
  addCondition,
  excludeValue,
  includeValue,
  removeCondition,
  setPresence,
  setRange,
  setText,
} from "./edit-query.ts";
import { matchesEvent, parseLine } from "../match/matches-event.ts";
import { parseQuery } from "../parse-query.ts";
import { printQuery } from "../print-query.ts";
import type { Query, Scalar } from "../query.ts";

describe("includeValue and excludeValue", () => {
  it.each<[string, string, Scalar, string]>([
    // The text, the field, its value, the text with it.
    ["", "service", "TTS", "service:TTS"],
    [" a  AND b ", "service", "TTS", " a  AND b service:TTS"],
    ["a OR b", "service", "TTS", "(a OR b) service:TTS"],
    ["service:TTS  a", "service", "ASR", "service:(TTS OR ASR)  a"],
    ["x service:(TTS OR ASR)", "service", "TTS", "x service:ASR"],
    ["x AND service:TTS AND y", "service", "TTS", "x AND y"],
    ["service:TTS", "service", "TTS", ""],
    ["level:error", "level", "ERROR", ""],
    ["-service:TTS a", "service", "TTS", "a service:TTS"],
    ["event:system_*", "event", "note", "event:(system_* OR note)"],
    ["d:>5", "d", 7, "d:>5 d:7"],
    ["", "n", "7", 'n:"7"'],
    ["", "n", null, "n:null"],
    ["", "ok", true, "ok:true"],
    ["", "my key", 'a "b"\n', '"my key":"a \\"b\\"\\n"'],
    ["service:TTS x:(", "level", "ERROR", "service:TTS level:ERROR"],
    ["a\\", "b", "c", '"a\\\\" b:c'],
  ])("%j with %s %j is %j", (text, path, value, edited) => {
    expect(includeValue(text, path, value)).toBe(edited);
  });

  it.each<[string, string, Scalar, string]>([
    ["a", "service", "TTS", "a -service:TTS"],
    ["a -service:TTS", "service", "TTS", "a"],
    ["service:(TTS OR ASR OR Auth) a", "service", "TTS", "service:(ASR OR Auth) a -service:TTS"],
    ["-service:(TTS OR ASR)", "service", "TTS", "-service:ASR"],
    ["-service:ASR", "service", "TTS", "-service:ASR -service:TTS"],
  ])("%j without %s %j is %j", (text, path, value, edited) => {
    expect(excludeValue(text, path, value)).toBe(edited);
  });
});

describe("setRange, setPresence, setText, removeCondition", () => {
  it("replaces all ranges of the field, and only those", () => {
    const range = { from: { value: "1", isInclusive: true }, to: { value: "2", isInclusive: false } };
    expect(setRange("d:>5 x d:<9 d:7", "d", range)).toBe("d:[1 TO 2} x d:7");
    expect(setRange("x", "d", range)).toBe("x d:[1 TO 2}");
    expect(setRange("d:>5 x", "d")).toBe("x");
  });

  it("turns presence round, and takes it back", () => {
    expect(setPresence("a", "d", true)).toBe("a d:*");
    expect(setPresence("a d:* b", "d", false)).toBe("a -d:* b");
    expect(setPresence("a -d:* b", "d", false)).toBe("a b");
  });

  it("replaces the texts", () => {
    expect(setText("a service:TTS b", "c d")).toBe('"c d" service:TTS');
    expect(setText("a service:TTS", "")).toBe("service:TTS");
  });

  it("removes a condition with what joined it", () => {
    expect(removeCondition("a AND (b OR c)  d", 0)).toBe("(b OR c)  d");
    expect(removeCondition("a AND (b OR c)  d", 1)).toBe("a  d");
    expect(removeCondition("a AND (b OR c)  d", 2)).toBe("a AND (b OR c)");
    expect(removeCondition("(a b)", 1)).toBe("(a)");
    expect(removeCondition("a", 5)).toBe("a");
  });
});

/** Rows that have each combination of a few values. */
const rows = [undefined, "TTS", "ASR"].flatMap((service) =>
  [undefined, 1, 5, null].flatMap((size) =>
    ["a", "b", "7", 7].map((fresh) =>
      parseLine(JSON.stringify({ event: "e", service, size, fresh, message: service })),
    ),
  ),
);
const found = (query: Query) => rows.map((row) => matchesEvent(query, row));
const foundBy = (text: string) => {
  const { query, errors } = parseQuery(text);
  expect(errors).toEqual([]);
  return found(query);
};

describe("a text that was edited", () => {
  const fields = [
    { path: "service", values: ["TTS", "ASR"] },
    { path: "size", values: [1, 5, null] },
  ];
  const bits = fc.array(fc.constantFrom(...'a service:TTS size:>1 - ( ) OR AND NOT " / [ * \\'.split(" ")), {
    maxLength: 8,
  });
  const texts = fc.oneof(
    randomQueries(fields, ["TTS", "message"]).map(printQuery),
    bits.map((parts) => parts.join(" ")),
  );
  const values = fc.constantFrom<Scalar>("a", "b", "7", 7);
  const is = (value: Scalar): Query => ({
    is: "field",
    path: "fresh",
    test: { is: "value", value: String(value), isQuoted: typeof value === "string" },
  });
  const both = (...parts: Query[]) => found({ is: "and", parts });
  const not = (part: Query): Query => ({ is: "not", part });

  it("means what was asked before, and what was clicked", () => {
    fc.assert(
      fc.property(texts, values, values, (text, one, other) => {
        const { query } = parseQuery(text);
        const included = includeValue(text, "fresh", one);
        expect(foundBy(included)).toEqual(both(query, is(one)));
        expect(foundBy(includeValue(included, "fresh", one))).toEqual(found(query));
        if (one !== other) {
          const two = includeValue(included, "fresh", other);
          expect(foundBy(two)).toEqual(both(query, { is: "or", parts: [is(one), is(other)] }));
          expect(foundBy(excludeValue(two, "fresh", one))).toEqual(both(query, is(other), not(is(one))));
        }
        const excluded = excludeValue(text, "fresh", one);
        expect(foundBy(excluded)).toEqual(both(query, not(is(one))));
        expect(foundBy(excludeValue(excluded, "fresh", one))).toEqual(found(query));
        expect(foundBy(setPresence(text, "fresh", true))).toEqual(found(query));
        const range = { from: { value: "5", isInclusive: false } };
        const ranged = setRange(text, "fresh", range);
        expect(foundBy(ranged)).toEqual(both(query, { is: "field", path: "fresh", test: { is: "range", ...range } }));
        expect(foundBy(setRange(ranged, "fresh"))).toEqual(found(query));
        expect(foundBy(addCondition(text, query))).toEqual(found(query));
      }),
      { numRuns: 150 },
    );
  });

  it("means the other conditions where one was removed", () => {
    fc.assert(
      fc.property(texts, fc.nat(5), (text, index) => {
        const { errors, conditions } = parseQuery(text);
        fc.pre(errors.length === 0 && index < conditions.length);
        expect(foundBy(removeCondition(text, index))).toEqual(
          both(...conditions.toSpliced(index, 1).map(({ query }) => query)),
        );
      }),
      { numRuns: 150 },
    );
  });
});
