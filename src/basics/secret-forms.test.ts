import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSecretMatcher, secretForms, secretLimits } from "./secret-forms.ts";

const odd = "Ключ+от/всего=да&нет%2F \"\\'1";
const word = fc.string({ unit: fc.constantFrom(...'ABCabc019+/=&%"\\ _-.~ключ😀'), minLength: 4, maxLength: 30 });
/** Text in which none of the values of `word` stands, in whatever form. */
const filler = fc.string({ unit: fc.constantFrom(..."§¶ \n:;"), maxLength: 12 });

const base64 = (text: string) => Buffer.from(text).toString("base64");
const asciiJson = (text: string) =>
  JSON.stringify(text).replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

describe("secretForms", () => {
  it("lists what other programs make of a value", () => {
    const forms = secretForms(odd);
    expect(forms).toEqual(
      expect.arrayContaining([
        odd,
        new URLSearchParams({ v: odd }).toString().slice(2),
        encodeURIComponent(odd),
        JSON.stringify(odd).slice(1, -1),
        asciiJson(odd).slice(1, -1),
        Buffer.from(odd).toString("hex"),
        Buffer.from(odd).toString("hex").toUpperCase(),
      ]),
    );
    for (const id of ["", "a", "ab", "client:"]) {
      for (const encoding of ["base64", "base64url"] as const) {
        const encoded = Buffer.from(`${id}${odd}`).toString(encoding);
        expect(forms.filter((form) => encoded.includes(form))).not.toEqual([]);
      }
    }
  });

  it("is empty for a value that is too short", () => {
    expect(secretForms("x".repeat(secretLimits.shortest - 1))).toEqual([]);
  });
});

describe("createSecretMatcher", () => {
  it("takes each form of a value out of any text, and nothing of the text", () => {
    fc.assert(
      fc.property(word, filler, filler, fc.nat(), (value, before, after, pick) => {
        const forms = secretForms(value);
        const form = forms[pick % forms.length]!;
        expect(createSecretMatcher([value]).replace(`${before}<${form}>${after}`, "[-]")).toBe(
          `${before}<[-]>${after}`,
        );
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["JSON inside JSON", JSON.stringify(JSON.stringify(odd))],
    ["JSON in ASCII inside JSON", JSON.stringify(asciiJson(odd))],
    ["JSON of Go, which escapes only some characters", JSON.stringify(odd).replaceAll("&", "\\u0026")],
    ["JSON of PHP, which escapes slashes", asciiJson(odd).replaceAll("/", "\\/")],
    ["a form inside a form", encodeURIComponent(encodeURIComponent(odd))],
    ["JSON inside a form", encodeURIComponent(JSON.stringify(odd))],
    ["a URL whose escapes change their case", encodeURIComponent(odd).replace("%D0", "%d0")],
    ["HTML", odd.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("'", "&#39;")],
    [
      "bytes as Python prints them",
      odd.replaceAll(/[^ -~]/g, (one) => Buffer.from(one).toString("hex").replaceAll(/../g, "\\x$&")),
    ],
    ["base64 of a form-encoded pair", base64(`${encodeURIComponent("клиент")}:${encodeURIComponent(odd)}`)],
    ["base64 inside a form", encodeURIComponent(base64(`id:${odd}`))],
  ])("finds a value in %s", (_, text) => {
    expect(createSecretMatcher([odd]).replace(text, "[-]")).toMatch(/^["\\]*[\w%+/=-]{0,60}\[-\][\w%+/=]{0,6}["\\]*$/);
  });

  it("finds a value that was cut, in any form, from eight characters on", () => {
    const value = "Q7+жz/W2=k&9pR5t";
    for (let length = secretLimits.beginning; length <= value.length; length++) {
      const cut = value.slice(0, length);
      for (const form of secretForms(cut)) {
        expect(createSecretMatcher([value]).has(`said "${form}…"`), form).toBe(true);
      }
    }
    expect(createSecretMatcher([value]).has(value.slice(0, secretLimits.beginning - 1))).toBe(false);
  });

  it("finds a value that was cut before it was encoded, however its last character may be read", () => {
    const matcher = createSecretMatcher(["md+7/kW&p%2Fz9Qx4"]);
    for (const cut of ["md+7/kW&p…", "md+7/kW&p%…", "md+7/kW&p%2…", "md+7/kW&p%2F…"]) {
      for (const form of [cut, encodeURIComponent(cut), encodeURIComponent(encodeURIComponent(cut))]) {
        expect(matcher.has(form), form).toBe(true);
      }
    }
  });

  it("does not look for the beginnings of a short value", () => {
    const matcher = createSecretMatcher(["demo-secret"]);
    expect(matcher.has("demo-secret")).toBe(true);
    expect(matcher.has("demo-secre")).toBe(false);
  });

  it("leaves a longer word alone that begins like a secret", () => {
    const matcher = createSecretMatcher(["audiogram-7f9d2c"]);
    expect(matcher.has("audiograms and audiogrammar")).toBe(false);
    expect(matcher.replace("token audiogram-7f9…", "[-]")).toBe("token [-]…");
  });

  it("looks for no value that is too short", () => {
    expect(createSecretMatcher(["", "yes"]).has("yes, yes")).toBe(false);
  });

  it("is idempotent, even for a value that is part of what is put in", () => {
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 3 }),
        fc.string({ unit: fc.constantFrom(..."ABab01+/%\\"), maxLength: 80 }),
        (values, text) => {
          const matcher = createSecretMatcher([...values, "redacted"]);
          const once = matcher.replace(`${text} ${values.join("")} redacted`, "[redacted]");
          expect(matcher.replace(once, "[redacted]")).toBe(once);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("finds several values in order", () => {
    const text = "a first-value, b second-value, c first-value";
    const found = createSecretMatcher(["second-value", "first-value"]).find(text);
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual([
      "first-value",
      "second-value",
      "first-value",
    ]);
  });

  it("searches a hostile text in linear time", () => {
    const matcher = createSecretMatcher([`${"a".repeat(5_000)}b`]);
    const startedAtMs = performance.now();
    expect(matcher.has("a".repeat(200_000))).toBe(true);
    matcher.replace("a".repeat(200_000), "[-]");
    expect(performance.now() - startedAtMs).toBeLessThan(3_000);
  });
});
