import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { postprocessingModes, voiceStyles } from "../../audiokit/calls/synthesize.ts";
import { codings, formFromQuery, formToQuery, untouchedForm } from "./speech-form.ts";

describe("formFromQuery", () => {
  it("gives back every form that was put into an address", () => {
    const form = fc.record({
      voice: fc.string({ maxLength: 50 }).map((name) => name.toWellFormed()),
      style: fc.constantFrom(...voiceStyles),
      sampleRateHz: fc.integer({ min: 8000, max: 48_000 }),
      language: fc.constantFrom("", "ru", "en", "kk-KZ"),
      coding: fc.constantFrom(...codings),
      modelType: fc.constantFrom("", "high_quality", "любая"),
      modelRateHz: fc.constantFrom(0, 8000, 44_100),
      postprocessing: fc.constantFrom(...postprocessingModes),
    });
    fc.assert(
      fc.property(form, (given) => {
        const address = formToQuery(given);
        expect(formFromQuery((name) => address[name] ?? "")).toEqual(given);
      }),
    );
  });

  it("passes over what is no choice", () => {
    const strange: Record<string, string> = { style: "shouting", rate: "7", coding: "mp3" };
    expect(formFromQuery((name) => strange[name] ?? "")).toEqual(untouchedForm);
    expect(formFromQuery((name) => (name === "rate" ? "16000.5" : "")).sampleRateHz).toBe(0);
  });
});

describe("formToQuery", () => {
  it("keeps the address of an untouched form empty", () => {
    expect(Object.values(formToQuery(untouchedForm)).join("")).toBe("");
  });
});
