import { describe, expect, it } from "vitest";
import { createLiveSecrets, scrubTexts } from "./live-secrets.ts";
import { secretForms } from "./secret-forms.ts";

describe("createLiveSecrets", () => {
  it("leaves texts as they are until it learns a secret", () => {
    const { learn, scrub } = createLiveSecrets();
    expect(scrub("say hunter2 again")).toBe("say hunter2 again");
    learn("password", "hunter2");
    expect(scrub("say hunter2 again")).toBe("say [redacted] again");
  });

  it("knows a token and the three that it took the place of", () => {
    const { learn, scrub } = createLiveSecrets();
    for (const count of [1, 2, 3, 4, 5]) learn("token", `opaque-${String(count)}`);
    learn("client secret", "hunter2");
    expect(scrub("opaque-1 opaque-2 opaque-5 hunter2")).toBe("opaque-1 [redacted] [redacted] [redacted]");
  });

  it("knows all values that are learned together", () => {
    const { learn, scrub } = createLiveSecrets();
    const values = Array.from({ length: 9 }, (_, index) => `value-${String(index)}`);
    learn("metadata", ...values);
    expect(scrub(values.join(" "))).toBe(values.map(() => "[redacted]").join(" "));
  });

  it("finds a secret in every form", () => {
    const { learn, scrub } = createLiveSecrets();
    const value = "Пароль+1/2=3&4%";
    learn("client secret", value);
    for (const form of secretForms(value)) expect(scrub(`<${form}>`)).toBe("<[redacted]>");
  });
});

describe("scrubTexts", () => {
  it("cleans texts and keys of plain data, and leaves the rest", () => {
    const { learn, scrub } = createLiveSecrets();
    learn("password", "hunter2");
    expect(scrubTexts({ a: ["hunter2", 1, null, { "k-hunter2": true }], b: undefined }, scrub)).toEqual({
      a: ["[redacted]", 1, null, { "k-[redacted]": true }],
      b: undefined,
    });
  });
});
