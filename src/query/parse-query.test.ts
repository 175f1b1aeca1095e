import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomQueries } from "../../test/support/random-queries.ts";
import { parseQuery } from "./parse-query.ts";
import { printQuery } from "./print-query.ts";
import type { FieldTest, Query } from "./query.ts";

const treeOf = (text: string) => {
  const { query, errors } = parseQuery(text);
  expect(errors).toEqual([]);
  return query;
};
const field = (path: string, test: FieldTest): Query => ({ is: "field", path, test });
const value = (path: string, text: string, isQuoted = false) => field(path, { is: "value", value: text, isQuoted });
const text = (said: string): Query => ({ is: "text", text: said });
const and = (...parts: Query[]): Query => ({ is: "and", parts });
const or = (...parts: Query[]): Query => ({ is: "or", parts });
const not = (part: Query): Query => ({ is: "not", part });
const from = (bound: string, isInclusive: boolean) => ({ from: { value: bound, isInclusive } });
const to = (bound: string, isInclusive: boolean) => ({ to: { value: bound, isInclusive } });

describe("parseQuery", () => {
  it.each<[string, Query]>([
    ["", { is: "all" }],
    ["  * ", { is: "all" }],
    ["ALPN", text("ALPN")],
    ['"two words"', text("two words")],
    ["привет мир", and(text("привет"), text("мир"))],
    ["12:00:05 https://a.example/b?c=d", and(text("12:00:05"), text("https://a.example/b?c=d"))],
    ["/home/anna/a.wav", text("/home/anna/a.wav")],
    ["что-то how-to - x", and(text("что-то"), text("how-to"), text("-"), text("x"))],
    ["a AND b", and(text("a"), text("b"))],
    ["a b OR c", or(and(text("a"), text("b")), text("c"))],
    ["a (b OR c)", and(text("a"), or(text("b"), text("c")))],
    ["NOT a -b -(c d)", and(not(text("a")), not(text("b")), not(and(text("c"), text("d"))))],
    ["and or not", and(text("and"), text("or"), text("not"))],
    [String.raw`\AND \-x`, and(text("AND"), text("-x"))],
    ["/time.?out/", { is: "regex", source: "time.?out" }],
    ["service:TTS", value("service", "TTS")],
    ['голос:"Анна \\"А\\" \\\\"', value("голос", 'Анна "А" \\', true)],
    ['"my key":x `a b`:"y"', and(value("my key", "x"), value("a b", "y", true))],
    ["endpoint:http://127.0.0.1:8080/x", value("endpoint", "http://127.0.0.1:8080/x")],
    ["a:-5", value("a", "-5")],
    ["-event:system_*", not(field("event", { is: "wildcard", pattern: "system_*" }))],
    [String.raw`a:x\*y\ z`, value("a", "x*y z")],
    [String.raw`a:x\*?`, field("a", { is: "wildcard", pattern: String.raw`x\*?` })],
    ["error:*", field("error", { is: "present" })],
    ["a:/b\\/c/", field("a", { is: "regex", source: "b/c" })],
    ["a:/b", value("a", "/b")],
    ["duration_ms:>5000", field("duration_ms", { is: "range", ...from("5000", false) })],
    ["level:>=warning", field("level", { is: "range", ...from("warning", true) })],
    ["a:<=-1", field("a", { is: "range", ...to("-1", true) })],
    ['a:<"b c"', field("a", { is: "range", ...to("b c", false) })],
    ["a:[1 TO 2]", field("a", { is: "range", ...from("1", true), ...to("2", true) })],
    ["a:{ 1 TO 2 ]", field("a", { is: "range", ...from("1", false), ...to("2", true) })],
    ["a:[* TO 2}", field("a", { is: "range", ...to("2", false) })],
    ["timestamp:>=now-7d", field("timestamp", { is: "range", ...from("now-7d", true) })],
    ["a:(b OR c)", or(value("a", "b"), value("a", "c"))],
    [
      'a:(-1 OR NOT >5 "x y")',
      or(value("a", "-1"), and(not(field("a", { is: "range", ...from("5", false) })), value("a", "x y", true))),
    ],
  ])("reads %s", (source, query) => {
    expect(treeOf(source)).toEqual(query);
  });

  it.each<[string, string, string, string]>([
    // The text, what is wrong, the wrong part, what is left.
    ["level: a", "value-missing", "level:", "a"],
    ["a:> b:c", "value-missing", "a:>", "b:c"],
    ['a "b c', "quote-open", '"b c', "a"],
    ['x:"b', "quote-open", '"b', "*"],
    ["(a b", "bracket-open", "(", "(a b)"],
    ["a) b", "bracket-extra", ")", "a b"],
    ["a ()", "bracket-empty", "()", "a"],
    ['a ""', "text-empty", '""', "a"],
    ["a AND", "operand-missing", "AND", "a"],
    ["OR a", "operand-missing", "OR", "a"],
    ["a OR OR b", "operand-missing", "OR", "a OR b"],
    ["a NOT", "operand-missing", "NOT", "a"],
    ["x:[1 2] a", "range-syntax", "[1 2]", "a"],
    ["a x:[1 TO", "range-syntax", "[1 TO", "a"],
    ["/(/ a", "regex-syntax", "/(/", "a"],
    [String.raw`x:/\bа/ a`, "regex-feature", String.raw`/\bа/`, "a"],
    ["/(a+)+/", "regex-slow", "/(a+)+/", "*"],
    [`/${"a".repeat(201)}/`, "regex-long", `/${"a".repeat(201)}/`, "*"],
    ["level:>=WARN a", "level-unknown", ">=WARN", "a"],
    ["timestamp:>yesterday", "time-unknown", ">yesterday", "*"],
    ["timestamp:2026-02-30", "time-unknown", "2026-02-30", "*"],
  ])("says of %s that %s", (source, kind, part, left) => {
    const { query, errors } = parseQuery(source);
    expect(errors.map((error) => [error.kind, source.slice(error.start, error.end)])).toEqual([[kind, part]]);
    expect(query).toEqual(treeOf(left));
  });

  it("refuses texts of more than 4,000 characters and 20 brackets", () => {
    expect(parseQuery("a".repeat(4_000)).errors).toEqual([]);
    expect(parseQuery("a".repeat(4_001)).errors).toEqual([{ kind: "too-long", start: 4_000, end: 4_001 }]);
    const nested = (depth: number) => `${"(".repeat(depth)}a${")".repeat(depth)}`;
    expect(parseQuery(nested(20)).errors).toEqual([]);
    expect(parseQuery(nested(21)).errors[0]?.kind).toBe("too-deep");
    expect(parseQuery("NOT ".repeat(21) + "a").errors[0]?.kind).toBe("too-deep");
    expect(parseQuery("-".repeat(3_999) + "a").errors[0]?.kind).toBe("too-deep");
  });

  it("tells where each condition stands", () => {
    const parts = (source: string) => parseQuery(source).conditions.map(({ start, end }) => source.slice(start, end));
    expect(parts(' a  -b:c AND (d OR e) f:(g OR h) "i j" ')).toEqual(["a", "-b:c", "(d OR e)", "f:(g OR h)", '"i j"']);
    expect(parts(" a b OR c ")).toEqual(["a b OR c"]);
    expect(parts("((a b) )")).toEqual(["a", "b"]);
    expect(parts("(a * b)")).toEqual(["a", "b"]);
    expect(parts(" * ")).toEqual([]);
  });

  it("resolves relative times, and times without a zone, where a clock is given", () => {
    const frame = { nowMs: Date.UTC(2026, 10, 28, 12), zone: "+03:00" };
    const print = (source: string) => printQuery(parseQuery(source, frame).query);
    expect(print("timestamp:>=now-7d")).toBe("timestamp:>=2026-11-21T12:00:00.000Z");
    expect(print("timestamp:2026-11-26")).toBe("timestamp:[2026-11-25T21:00:00.000Z TO 2026-11-26T21:00:00.000Z}");
    expect(print("-timestamp:<=2026-11-26T12:00")).toBe("-timestamp:<2026-11-26T09:01:00.000Z");
    expect(print("timestamp:>2026-11-26T12:00:05Z")).toBe("timestamp:>=2026-11-26T12:00:06.000Z");
    expect(print('timestamp:["2026-11-26 12:00:00.5+01:00" TO 1764324000000]')).toBe(
      "timestamp:[2026-11-26T11:00:00.500Z TO 2025-11-28T10:00:00.001Z}",
    );
    expect(print("duration_ms:>now")).toBe("duration_ms:>now");
  });

  it("reads what printQuery writes as the same query", () => {
    const values = [
      "a",
      "ERROR",
      "5",
      "-1.5",
      "1e3",
      "true",
      "null",
      "",
      "now-7d",
      'x "y" \\',
      "*",
      "a?b*",
      "(a OR b)",
      "[1 TO 2]",
    ];
    const hard = [...values, "AND", "TO", "a:b", "/x/", "привет, мир", "tab\tand\nline", "-x", "😀", ">5", "{", "a\\"];
    const paths = ["service", "a.b-c", "my key", "ключ", "1st", "NOT", 'q"`:', "a\\b", ""];
    const fields = paths.map((path) => ({ path, values: hard }));
    const queries = randomQueries(fields, hard.filter(Boolean));
    fc.assert(
      fc.property(queries, (query) => {
        expect(treeOf(printQuery(query))).toEqual(query);
      }),
      { numRuns: 3_000 },
    );
  });

  it("never throws, names places inside the text, and prints what it understood", () => {
    const bits = fc.constantFrom(
      ...[
        "a",
        "level",
        ":",
        "(",
        ")",
        '"',
        "`",
        "/",
        "\\",
        "[",
        "]",
        "{",
        "}",
        "*",
        "?",
        "-",
        ">",
        "<=",
        " ",
        "TO",
        "AND",
        "OR",
        "NOT",
        "😀",
        "я",
        "5",
      ],
    );
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 25 }), (parts) => {
        const source = parts.join("");
        const { query, errors, conditions } = parseQuery(source);
        for (const { start, end } of [...errors, ...conditions]) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(source.length);
        }
        expect(treeOf(printQuery(query))).toEqual(query);
      }),
      { numRuns: 5_000 },
    );
  });
});
