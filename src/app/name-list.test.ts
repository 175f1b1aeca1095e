import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readNames, writeNames } from "./name-list.ts";

describe("writeNames", () => {
  it("keeps every name apart, whatever commas and per cent signs it has", () => {
    const names = fc.array(fc.string({ unit: fc.constantFrom(..."a,%2C5 ё"), minLength: 1 }), { maxLength: 5 });
    fc.assert(
      fc.property(names, (list) => {
        expect(readNames(writeNames(list))).toEqual(list);
      }),
    );
  });

  it("writes ordinary names as they are", () => {
    expect(writeNames(["TTS", "ASR"])).toBe("TTS,ASR");
    expect(readNames("TTS,,ASR,100%")).toEqual(["TTS", "ASR", "100%"]);
  });
});
