import { describe, expect, it } from "vitest";
import { typedFolder } from "./typed-folder.ts";

describe("the folder in which the command was typed", () => {
  it("is what npm says when npm runs the program, else that of the program", () => {
    expect(typedFolder("/console", "/console", { INIT_CWD: "/home/me" })).toBe("/home/me");
    expect(typedFolder("/console", "/console", {})).toBe("/console");
    expect(typedFolder("/console", "/home/me", { INIT_CWD: "/elsewhere" })).toBe("/home/me");
  });
});
