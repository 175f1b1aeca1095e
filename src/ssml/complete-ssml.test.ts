import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkSsml } from "./check-ssml.ts";
import { completeSsml } from "./complete-ssml.ts";

/** The caret is written as |. */
function at(marked: string, voices: string[] = [], isRequested = false) {
  const caret = marked.indexOf("|");
  const source = marked.replace("|", "");
  const found = completeSsml(source, caret, voices, isRequested);
  return {
    labels: found?.options.map(({ label }) => label),
    /** The text after the option was taken, its caret as |. */
    take(label: string) {
      const option = found!.options.find((one) => one.label === label)!;
      const put = `${option.insert.slice(0, option.caret)}|${option.insert.slice(option.caret)}`;
      return source.slice(0, found!.from) + put + source.slice(found!.to);
    },
  };
}

describe("completeSsml", () => {
  it("offers the tags that may stand there, and the end of the one around", () => {
    expect(at("<|").labels).toEqual(["speak"]);
    expect(at("<speak>a <|").labels).toEqual([
      ...["prosody", "voice", "emphasis", "break", "say-as", "phoneme"],
      "/speak",
    ]);
    expect(at("<speak><prosody><e|").labels).toEqual(["voice", "break", "phoneme"]);
    expect(at('<speak><say-as interpret-as="date"><|').labels).toEqual(["/say-as"]);
    expect(at("<speak><prosody>a</|").labels).toEqual(["prosody"]);
  });

  it("offers nothing inside text, unless requested", () => {
    expect(at("<speak>a|</speak>").labels).toBeUndefined();
    expect(at("<speak>a|</speak>", [], true).labels).toContain("break");
    expect(at("<speak>a|</speak>", [], true).take("break")).toBe('<speak>a<break time="0.5s"/>|</speak>');
  });

  it("writes a tag with what it needs, and leaves the caret where something is missing", () => {
    expect(at("<speak><sa|").take("say-as")).toBe('<speak><say-as interpret-as="|"></say-as>');
    expect(at("<speak><|</speak>").take("prosody")).toBe('<speak><prosody speed="|"></prosody></speak>');
    expect(at("<speak><ph|").take("phoneme")).toBe('<speak><phoneme alphabet="avan" ph="|"></phoneme>');
    expect(at('<speak><pro|dy speed="1">a</prosody>').take("prosody")).toBe('<speak><prosody| speed="1">a</prosody>');
  });

  it("offers the attributes that are not written yet", () => {
    expect(at('<speak><say-as interpret-as="date" |').labels).toEqual(["format", "detail"]);
    expect(at("<speak><break t|/></speak>").take("time")).toBe('<speak><break time="|"/></speak>');
  });

  it("offers values: voices by name, and details of the category", () => {
    expect(at('<speak><voice name="|"', ["anna", "boris"]).labels).toEqual(["anna", "boris"]);
    expect(at('<speak><voice name="b|o"', ["anna", "boris"]).take("boris")).toBe('<speak><voice name="boris|"');
    expect(at('<speak><say-as interpret-as="money" detail="|').labels).toEqual(["RUB", "USD"]);
    expect(at('<speak><say-as interpret-as="date" format="fem|').labels?.[0]).toBe("feminine");
    expect(at('<speak><voice name="a>b" style="|').labels).toContain("sad");
  });

  it("makes no mistake: whatever is taken in a good text leaves a text that is only unfinished", () => {
    const places = ["<speak>x |</speak>", "<speak><prosody>|</prosody></speak>", '<speak><voice style="|"/></speak>'];
    for (const place of places) {
      const offer = at(place, ["anna"], true);
      for (const label of offer.labels ?? []) {
        const text = offer.take(label).replace("|", "");
        const dialect = { language: "ru", isStream: false, voices: ["anna"] };
        const codes = checkSsml(text, dialect).problems.map(({ code }) => code);
        expect(codes.filter((code) => !["not-a-choice", "no-sounds", "not-a-number"].includes(code))).toEqual([]);
      }
    }
  });

  it("never throws, and replaces a range around the caret", () => {
    const bit = fc.constantFrom(
      "<",
      ">",
      "</",
      '"',
      "=",
      " ",
      "speak",
      "say-as",
      "detail",
      "/>",
      "<!--",
      "текст",
      "\n",
    );
    fc.assert(
      fc.property(fc.array(bit, { maxLength: 30 }), fc.nat(), fc.boolean(), (bits, place, isRequested) => {
        const source = bits.join("");
        const caret = place % (source.length + 1);
        const found = completeSsml(source, caret, ["anna"], isRequested);
        if (found) expect(found.from <= caret && caret <= found.to && found.options.length > 0).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
