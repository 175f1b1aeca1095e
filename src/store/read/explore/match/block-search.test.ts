import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { saidText } from "../../../../query/messages/said-text.ts";
import { fieldBlockOf } from "../../../columns/open-field-block.ts";
import { rowsWith } from "../../rows-with.ts";
import { createSubstringFinder } from "../../substring.ts";
import { createBlockSearch } from "./block-search.ts";

const encoder = new TextEncoder();
const bytesOf = (lines: string[]) => encoder.encode(lines.map((line) => `${line}\n`).join(""));

/** The rows as a search over all lines finds them, and as the block alone does. */
function search(lines: string[], text: string) {
  const bytes = bytesOf(lines);
  const block = fieldBlockOf(bytes, 0);
  const found = createBlockSearch(text).rows(block);
  return {
    expected: [...rowsWith(bytes, block.lineBytes, createSubstringFinder(text))],
    found: found && [...found],
    block,
  };
}

const words = fc.constantFrom(
  ...[
    "levitan",
    "Левитан",
    "ошибка",
    "Ёлка",
    "ΣΊΣΥΦΟΣ",
    "σίσυφος",
    "déjà vu",
    "request_start",
    "auth_token",
    "UNAVAILABLE",
  ],
  ...[
    "a\nb\tc",
    'say "yes"',
    "C:\\new",
    "10.0.0.7",
    "48000",
    "2026-11-28T12:00:05.123Z",
    "x: {y, [z]}",
    "null",
    "false",
  ],
  ...[
    "\u{1f600} ok",
    "\u{1f600}",
    "\ud83d",
    "\u2014 dash",
    "\u00a0gap",
    "x\u2028y",
    "x\u0085y",
    "one_two",
    "Request_Error",
    "\u0001",
    "req_1764324000_0042_ab12cd34",
    " ",
    "voice_name",
  ],
);
const text = fc.array(words, { maxLength: 4 }).map((parts) => parts.join(" "));
const names = fc.oneof(
  {
    weight: 15,
    arbitrary: fc.constantFrom(
      "message",
      "service",
      "voice_name",
      "a",
      "ключ",
      "error",
      "level",
      "event",
      "data",
      "голос",
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom("outcome", "error_group", "timestamp", "request_id", 'q"uote', "a.b") },
);
const number = fc.constantFrom(0, 1, -0.5, 48000, 16000, 1e21, 1e-7, 1234.567, 0.30000000000000004, 1764324000);
const { line } = fc.letrec((tie) => ({
  value: fc.oneof(
    { weight: 6, arbitrary: text },
    { weight: 2, arbitrary: number },
    { weight: 1, arbitrary: fc.constantFrom(true, false, null) },
    { weight: 1, arbitrary: fc.array(fc.oneof(text, number), { maxLength: 3 }) },
    { weight: 1, arbitrary: tie("line") },
  ),
  line: fc.dictionary(names, tie("value"), { maxKeys: 6 }),
}));

/** The same line as others might spell it. */
const respell = fc.constantFrom<(line: string) => string>(
  (spelled) => spelled.replaceAll(":", ": "),
  (spelled) => spelled.replaceAll("48000", "48000.0").replaceAll("16000", "1.6e4"),
  (spelled) => spelled.replaceAll("voice", "\\u0076oice"),
  (spelled) => spelled.replaceAll("levitan", "\\u006cevitan").replaceAll("U", "\\u0055"),
  (spelled) => spelled.replaceAll("/", "\\/"),
  (spelled) => spelled.replaceAll("_", "\\u005f"),
  (spelled) => spelled.replaceAll("\u2028", "\\u2028").replaceAll("\u0085", "\\u0085"),
  (spelled) => spelled.replace("{", '{"level":"twice","level":"again",'),
);
const spelledLine = fc
  .tuple(line, fc.oneof({ weight: 5, arbitrary: fc.constant((spelled: string) => spelled) }, respell))
  .map(([event, spell]) => spell(JSON.stringify(event)));

/** Lines of which one field has very many texts, and each has a call of its own. */
const manyLines = Array.from({ length: 160 }, (_, at) =>
  JSON.stringify({
    message: `levitan ${String(at)} ошибка ${String((at * 7919) % 1000)}`,
    request_id: `req_${String(at)}_gandelman`,
  }),
);

/** Parts of what a line says, in any case, and texts that may be nowhere. */
function needleOf(lines: string[], text: string, at: number, length: number): string {
  const said = [...saidText(lines[at % lines.length]!)];
  const start = (at >>> 8) % said.length;
  const cut = said.slice(start, start + length).join("");
  const needle = at % 5 === 0 ? text : at % 5 === 1 ? cut.toUpperCase() : cut;
  return needle === "" ? "nowhere" : needle;
}

describe("createBlockSearch", () => {
  it("finds the rows that a search over the lines finds, or says that these must be read", () => {
    let answered = 0;
    let hits = 0;
    const lists = fc.array(spelledLine, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(
        lists,
        fc.boolean(),
        text,
        fc.nat(),
        fc.integer({ min: 4, max: 14 }),
        (list, isMany, other, at, length) => {
          const lines = isMany ? [...manyLines, ...list] : list;
          const { expected, found } = search(lines, needleOf(list, other, at, length));
          if (found === undefined) return;
          answered++;
          if (found.length > 0) hits++;
          expect(found).toEqual(expected);
        },
      ),
      { numRuns: 3_000 },
    );
    expect(answered).toBeGreaterThan(400);
    expect(hits).toBeGreaterThan(100);
  });

  const plain = { level: "INFO", service: "TTS", request_data: { voice_name: "levitan" } };
  const spell = (...events: object[]) => events.map((event) => JSON.stringify(event));

  it("knows the rows of listed values and of names from the columns", () => {
    const lines = spell(plain, { ...plain, request_data: { voice_name: "borisova" } }, { service: "Levitan 2" }, {});
    expect(search(lines, "LEVITAN").found).toEqual([0, 2]);
    expect(search(lines, "voice_na").found).toEqual([0, 1]);
    expect(search(lines, "nowhere").found).toEqual([]);
    expect(search(spell({ on: false }, { on: null }), "false").found).toEqual([0]);
  });

  it.each(['"TTS"', "TTS", ":{voice", "voice_name:", "{request", "48000", "2026-11-28", "-1.5e3"])(
    "leaves %j to the lines",
    (text) => {
      expect(search(spell(plain), text).found).toBeUndefined();
    },
  );

  it("takes computed fields for no text of a line, unless the line has one itself", () => {
    const failed = { level: "ERROR", event: "request_cancelled", service: "TTS", message: "no voice" };
    expect(search(spell(failed), "cancelled").found).toEqual([0]);
    expect(search(spell({ ...failed, event: "request_error" }), "TTS / no").found).toEqual([]);
    expect(search(spell({ ...failed, event: "request_error" }), "error_group").found).toEqual([]);
    for (const own of [{ outcome: "splendid" }, { error_group: "splendid" }, { outcome: { splendid: 1 } }]) {
      const { found, expected } = search(spell({ ...failed, ...own }, failed), "splendid");
      expect(found ?? expected).toEqual([0]);
      expect(found).toBeUndefined();
    }
  });

  it("looks for texts that are not listed in the filter", () => {
    const long = "длинное слово ".repeat(60);
    const lines = [...manyLines, ...spell({ text: long, empty: { hollow: {} }, list: ["levitan", 1.5] })];
    expect(search(lines, "req_17_gan").found).toBeUndefined();
    expect(search(lines, "НОЕ СЛОВО").found).toBeUndefined();
    expect(search(lines, "hollow").found).toBeUndefined();
    expect(search(lines, "req_17_boris").found).toEqual([]);
    expect(search(lines, "слова нет").found).toEqual([]);
  });

  it("answers for arrays that are listed as their lines spell them", () => {
    const lines = spell({ voices: ["levitan", "borisova"] }, { voices: "[levitan]" }, { voices: ["x"] });
    expect(search(lines, "levitan").found).toEqual([0, 1]);
    expect(search(['{"voices":["\\u006cevitan",1.0]}', ...lines], "levitan").found).toBeUndefined();
  });

  it("does not claim rows whose lines spell a value in another way", () => {
    const lines = spell(plain, plain);
    // The search compares bytes, so it does not find this one either.
    const escaped = lines[0]!.replace("levitan", "\\u006cevitan");
    expect(search([escaped, escaped, ...lines], "levitan").expected).toEqual([2, 3]);
    expect(search([escaped, escaped, ...lines], "borisova").found).toEqual([]);
  });

  it("claims no rows whose escapes a search does not expect", () => {
    const [underscore, blank] = ['{"a":"one\\u005ftwo"}', '{"a":"one\\u2028two"}'];
    expect(search([underscore, '{"a":"one_two"}'], "one_two")).toMatchObject({ expected: [1], found: undefined });
    expect(search([blank, '{"a":"one\u2028two"}'], "one two")).toMatchObject({ expected: [0], found: undefined });
    const guarded = ['{"a":"auth\\u005ftoken"}', '{"auth\\u005ftoken":1}', '{"a":"x"}'];
    expect(search(guarded, "auth_token").found).toEqual([0, 1]);
  });

  it.each([
    ["a line that is no JSON", ['{"message":"C:\\new', "{}"]],
    [
      "fields beyond the first 512",
      spell(Object.fromEntries(Array.from({ length: 520 }, (_, at) => [`f${String(at)}`, "x"]))),
    ],
    ["an object deeper than 64", [`${'{"a":'.repeat(70)}"deep"${"}".repeat(70)}`]],
    ["very many lines in another spelling", Array.from({ length: 70 }, () => '{"message": "spaced"}')],
  ])("has no filter for a block with %s", (_, lines) => {
    const { block, found } = search(lines, "nowhere");
    expect(block.texts).toBeUndefined();
    expect(found).toBeUndefined();
  });

  it("has no filter for a block with broken UTF-8", () => {
    const bytes = Uint8Array.from([...encoder.encode('{"message":"a'), 0xd0, ...encoder.encode('b"}\n')]);
    expect(fieldBlockOf(bytes, 0).texts).toBeUndefined();
  });
});
