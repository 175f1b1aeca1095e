import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formFromQuery, formToQuery, untouchedForm } from "./recognition-form.ts";

describe("formFromQuery", () => {
  it("gives back every form that was put into an address", () => {
    const form = fc.record({
      language: fc.constantFrom("", "ru", "en"),
      model: fc.string({ maxLength: 40 }).map((name) => name.toWellFormed()),
      wordTimes: fc.boolean(),
      punctuation: fc.boolean(),
      vaMarks: fc.boolean(),
    });
    fc.assert(
      fc.property(form, (given) => {
        const address = formToQuery(given);
        expect(formFromQuery((name) => address[name] ?? "")).toEqual(given);
      }),
    );
  });

  it("passes over what is no choice", () => {
    expect(formFromQuery((name) => (name === "off" ? "everything" : ""))).toEqual(untouchedForm);
    expect(Object.values(formToQuery(untouchedForm)).join("")).toBe("");
  });
});
