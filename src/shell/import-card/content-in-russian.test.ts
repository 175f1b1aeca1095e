import { describe, expect, it } from "vitest";
import { contentNames } from "../../store/content-names.ts";
import { contentInRussian } from "./content-in-russian.ts";

describe("contentInRussian", () => {
  it("has a Russian name for everything that a skipped file may be", () => {
    for (const name of contentNames) expect(contentInRussian(`the file is ${name}`)).toMatch(/^[а-яё]/);
  });

  it("leaves a reason that it does not know as it is", () => {
    expect(contentInRussian("packed more than 5 times")).toBe("packed more than 5 times");
  });
});
