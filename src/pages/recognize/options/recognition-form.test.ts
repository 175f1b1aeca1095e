import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { phraseSplitters } from "../../../audiokit/calls/phrase-splitter.ts";
import { vaMarkModes } from "../../../audiokit/calls/recognition-request.ts";
import { numberNames } from "./option-numbers.ts";
import {
  forgeryModes,
  formFromQuery,
  formToQuery,
  sendingWays,
  silenceModes,
  speakerModes,
  untouchedForm,
  type RecognitionForm,
} from "./recognition-form.ts";

describe("formFromQuery", () => {
  it("gives back every form that was put into an address", () => {
    const name = fc.string({ maxLength: 40 }).map((text) => text.toWellFormed());
    const form: fc.Arbitrary<RecognitionForm> = fc.record({
      language: fc.constantFrom("", "ru", "en"),
      model: name,
      way: fc.constantFrom(...sendingWays),
      wordTimes: fc.boolean(),
      punctuation: fc.boolean(),
      denormalization: fc.boolean(),
      vaMarks: fc.constantFrom(...vaMarkModes),
      splitter: fc.constantFrom(...phraseSplitters),
      silence: fc.constantFrom(...silenceModes),
      splitByChannel: fc.boolean(),
      speakers: fc.constantFrom(...speakerModes),
      genderAge: fc.boolean(),
      forgery: fc.constantFrom(...forgeryModes),
      dictionary: name,
      substitution: name,
      substitutionText: fc.constant(""),
      numbers: fc.dictionary(fc.constantFrom(...numberNames), fc.constantFrom("0.5", "-1", "abc", "40")),
    });
    fc.assert(
      fc.property(form, (given) => {
        const address = formToQuery(given);
        expect(formFromQuery((key) => address[key] ?? "")).toEqual(given);
      }),
    );
  });

  it("passes over what is no choice", () => {
    expect(formFromQuery((name) => (name === "off" || name === "splitter" ? "everything" : ""))).toEqual(untouchedForm);
    expect(Object.values(formToQuery(untouchedForm)).join("")).toBe("");
  });

  it("never puts the contents of a dictionary into an address", () => {
    const query = formToQuery({ ...untouchedForm, substitutionText: "Ivanov" });
    expect(Object.values(query).join("")).toBe("");
  });
});
