import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { completeQuery, type KnownValues } from "./complete-query.ts";
import { parseQuery } from "../parse-query.ts";

const fields = [
  { path: "service", count: 90 },
  { path: "session_id", count: 100 },
  { path: "request_data.service", count: 50 },
  { path: "level", count: 100 },
  { path: "my key", count: 1 },
];
const services: KnownValues = {
  path: "service",
  values: [
    { value: "ASR", count: 5 },
    { value: "TTS", count: 90 },
    { value: 13, count: 2 },
    { value: "two words", count: 1 },
  ],
};

/** The caret is written as |. */
function at(marked: string, known?: KnownValues) {
  const caret = marked.indexOf("|");
  const source = marked.replace("|", "");
  const found = completeQuery(source, caret, fields, known);
  return {
    labels: found?.items.map(({ label }) => label),
    needs: found?.needs,
    /** The text after the item was taken. */
    take(label: string) {
      const item = found!.items.find((one) => one.label === label)!;
      return source.slice(0, found!.start) + item.insert + source.slice(found!.end);
    },
  };
}

describe("completeQuery", () => {
  it("offers fields by their beginning, by a part of them, then by their rows", () => {
    expect(at("se|").labels).toEqual(["session_id", "service", "request_data.service"]);
    expect(at("-serv|").labels).toEqual(["service", "request_data.service"]);
    expect(at("|").labels).toEqual([...["session_id", "level", "service", "request_data.service", "my key"], "NOT"]);
    expect(at("a |").labels).toContain("OR");
    expect(at("a OR |").labels).not.toContain("OR");
    expect(at("(a (k|").take("my key")).toBe('(a ("my key":');
    expect(at("-se|r:TTS b").take("service")).toBe("-service:TTS b");
  });

  it("offers the full paths of a short name, also once its value is being written", () => {
    const voices = [
      { path: "data.voice_name", count: 2 },
      { path: "request_data.voice_name", count: 9 },
    ];
    const text = "level:ERROR -voice_name:lev";
    const { start, end, items } = completeQuery(text, text.length, voices)!;
    expect(items.map(({ label }) => label)).toEqual(["request_data.voice_name", "data.voice_name"]);
    expect(text.slice(0, start) + items[0]!.insert + text.slice(end)).toBe("level:ERROR -request_data.voice_name:lev");
    expect(completeQuery("voice", 5, voices)!.items[0]!.insert).toBe("request_data.voice_name:");
    expect(completeQuery("voice_name:>5", 13, voices)!.items[0]!.insert).toBe("request_data.voice_name:>5");
  });

  it("asks for the values of the field that is being written, and offers what may stand there beside them", () => {
    expect(at("a service:|")).toMatchObject({ needs: { path: "service", prefix: "" } });
    expect(at("a service:|").labels).toContain(">=");
    expect(at('"my key":"a \\"b|')).toMatchObject({ needs: { path: "my key", prefix: 'a "b' } });
    expect(at("service:(TTS OR a|")).toMatchObject({ needs: { path: "service", prefix: "a" } });
    expect(at("service:(TTS) le|").needs).toBeUndefined();
  });

  it("offers values with their rows, in quotes where they need them", () => {
    expect(at("service:|", services).labels?.slice(0, 4)).toEqual(["TTS", "ASR", "13", "two words"]);
    expect(at("service:t|", services).labels).toEqual(["TTS", "two words"]);
    expect(at("service:t|s b", services).take("two words")).toBe('service:"two words" b');
    expect(at('service:"t|" b', services).take("TTS")).toBe("service:TTS b");
    expect(at("service:(ASR OR |)", services).take("TTS")).toBe("service:(ASR OR TTS)");
    expect(at("service:(ASR |)", services).labels).toContain("OR");
  });

  it("offers levels and times as bounds", () => {
    expect(at("level:>=w|").take("WARNING")).toBe("level:>=WARNING");
    expect(at("level:[INFO TO |]").take("ERROR")).toBe("level:[INFO TO ERROR]");
    expect(at("timestamp:>|").labels).toContain("now-1h");
    expect(at("duration_ms:>|").labels).toEqual([]);
  });

  it("offers nothing inside of texts and regular expressions", () => {
    for (const text of ['"se|', '"se|"', "`se|", "/se|r/", "service:/T|/"])
      expect(at(text).labels, text).toBeUndefined();
    expect(at("/home/se|").labels).toEqual([]);
  });

  it("never throws, replaces a part around the caret, and a taken value is read as that value", () => {
    const bits = fc.constantFrom(...'service level : ( ) " ` / \\ [ ] > <= - AND OR TO a T'.split(" "), " ", " ");
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 12 }), fc.nat(), (parts, place) => {
        const text = parts.join("");
        const caret = place % (text.length + 1);
        const found = completeQuery(text, caret, fields, services);
        if (found === undefined) return;
        expect(found.start).toBeLessThanOrEqual(caret);
        expect(found.end).toBeGreaterThanOrEqual(caret);
        const value = found.items.find(({ is }) => is === "value");
        if (value === undefined) return;
        const before = text.slice(0, found.start);
        const { conditions } = parseQuery(`${before}${value.insert}`);
        expect(JSON.stringify(conditions)).toContain(
          `{"is":"field","path":"service","test":{"is":"value","value":${JSON.stringify(value.label)}`,
        );
      }),
      { numRuns: 3_000 },
    );
  });
});
