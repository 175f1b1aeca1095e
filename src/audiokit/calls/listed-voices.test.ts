import { describe, expect, it } from "vitest";
import type { TtsModel } from "./models.ts";
import { voicesOf } from "./listed-voices.ts";

let entries = 0;
const model = (name: string, sampleRateHz: number, language = "", type = "high_quality"): TtsModel => ({
  key: String(entries++),
  name,
  sampleRateHz,
  language,
  type,
});

describe("voicesOf", () => {
  it("names every voice once, with its rates in order", () => {
    const voices = voicesOf([
      model("gavrilov", 22_050, "ru"),
      model("borisova", 8000),
      model("gavrilov", 8000, "ru"),
      model("gavrilov", 8000, "en"),
    ]);

    expect(voices).toEqual([
      { name: "borisova", sampleRatesHz: [8000], languages: [] },
      { name: "gavrilov", sampleRatesHz: [8000, 22_050], languages: ["ru", "en"] },
    ]);
  });

  it("leaves out what has no name and rates that are none", () => {
    expect(voicesOf([model("", 22_050, "", "cloning"), model(" ", 8000), model("klukvin", 0)])).toEqual([
      { name: "klukvin", sampleRatesHz: [], languages: [] },
    ]);
  });

  it("counts numbered voices as people do", () => {
    const names = voicesOf(["voice 10", "voice 2", "voice 1"].map((name) => model(name, 22_050))).map(
      ({ name }) => name,
    );

    expect(names).toEqual(["voice 1", "voice 2", "voice 10"]);
  });
});
