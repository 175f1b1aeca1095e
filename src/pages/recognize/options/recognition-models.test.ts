import { describe, expect, it } from "vitest";
import { languagesOf, recognitionModelsOf } from "./recognition-models.ts";

const entry = (name: string, language: string) => ({
  key: `${name}/${language}`,
  name,
  language,
  sampleRateHz: 16_000,
  dictionaries: [],
});

describe("recognitionModelsOf", () => {
  it("names every model once and leaves out what has no name", () => {
    const models = recognitionModelsOf([
      entry("e2e-v3", "ru"),
      entry("", "en"),
      entry("e2e-v1", ""),
      entry("e2e-v3", "kk"),
    ]);

    expect(models).toEqual([
      { name: "e2e-v1", languages: [] },
      { name: "e2e-v3", languages: ["ru", "kk"] },
    ]);
    expect(languagesOf(models)).toEqual(["kk", "ru"]);
  });

  it("makes nothing of an empty list", () => {
    expect(languagesOf(recognitionModelsOf([]))).toEqual([]);
  });
});
