import { describe, expect, it } from "vitest";
import { modelOrderIn, modelRows, pressedOrder, sortedModels } from "./model-rows.ts";

const voice = (name: string, sampleRateHz: number, language = "ru", type = "high_quality") => {
  return { key: `${name} ${String(sampleRateHz)} ${language}`, name, sampleRateHz, language, type };
};

describe("modelRows", () => {
  it("makes one row of a voice, whatever the number of its rates and languages", () => {
    const rows = modelRows([
      voice("amy", 22_050),
      voice("amy", 8000),
      voice("amy", 8000, "en"),
      voice("amy", 8000, ""),
    ]);
    expect(rows).toEqual([
      expect.objectContaining({
        name: "amy",
        sampleRatesHz: [8000, 22_050],
        languages: ["ru", "en"],
        types: ["high_quality"],
      }),
    ]);
  });

  it("keeps a recogniser and a voice of the same name apart, and an engine of cloning from both", () => {
    const asr = [{ key: "a", name: "amy", sampleRateHz: 8000, language: "ru", dictionaries: ["cities"] }];
    const rows = modelRows([voice("", 22_050, "", "cloning"), voice("amy", 8000)], asr);
    expect(rows.map(({ kind, name }) => [kind, name])).toEqual([
      ["tts", "amy"],
      ["asr", "amy"],
      ["cloning", ""],
    ]);
    expect(rows[1]!.dictionaries).toEqual(["cities"]);
  });
});

describe("the order of the rows", () => {
  const rows = modelRows([voice("b", 8000), voice("a", 44_100), voice("voice-10", 8000), voice("voice-9", 8000)]);
  const names = (query: string) => sortedModels(rows, modelOrderIn(query)).map(({ name }) => name);

  it("is by the largest rate, and by name among equal ones, in both directions", () => {
    expect(names("rate")).toEqual(["b", "voice-9", "voice-10", "a"]);
    expect(names("-rate")).toEqual(["a", "b", "voice-9", "voice-10"]);
  });

  it("is by kind where the address names no column", () => {
    expect(modelOrderIn("-nothing")).toEqual({ column: "kind", isDescending: false });
  });

  it("turns round when its column is pressed again", () => {
    expect(pressedOrder(modelOrderIn("rate"), "rate")).toBe("-rate");
    expect(pressedOrder(modelOrderIn("-rate"), "rate")).toBe("rate");
    expect(pressedOrder(modelOrderIn("-rate"), "name")).toBe("name");
  });
});
