import { describe, expect, it } from "vitest";
import { inOtherLayout } from "./keyboard-layout.ts";
import { rankItems } from "./rank-items.ts";

const found = (typed: string, ...items: string[][]) =>
  rankItems(
    items.map((names) => ({ names })),
    typed,
  ).map(({ names }) => names[0]);

describe("rankItems", () => {
  it("puts the whole name before its beginning, a word of it, and its inside", () => {
    expect(found("log", ["catalogue"], ["error_log"], ["Logs"], ["log"])).toEqual([
      "log",
      "Logs",
      "error_log",
      "catalogue",
    ]);
  });

  it("takes each part of a field's path for a word", () => {
    expect(found("voice", ["data.invoice"], ["request_data.voice_name"])).toEqual([
      "request_data.voice_name",
      "data.invoice",
    ]);
  });

  it("finds what has every typed word, in any order and in any of its names", () => {
    expect(found("dark theme", ["Theme: dark", "Тема: тёмная"], ["Theme: light"])).toEqual(["Theme: dark"]);
    expect(found("тема dark", ["Theme: dark", "Тема: тёмная"])).toEqual(["Theme: dark"]);
  });

  it("keeps the order of what fits equally, and of everything where nothing is typed", () => {
    expect(found("s", ["Settings"], ["Synthesize"])).toEqual(["Settings", "Synthesize"]);
    expect(found(" ", ["b"], ["a"])).toEqual(["b", "a"]);
  });

  it("finds no single letter inside of a word, and nothing by what no name has", () => {
    expect(found("o", ["Logs"])).toEqual([]);
    expect(found("logs zz", ["Logs"])).toEqual([]);
  });

  it("finds what was typed in the other keyboard layout, after what fits as typed", () => {
    expect(found("дщпы", ["Logs"], ["дщпы"])).toEqual(["дщпы", "Logs"]);
    expect(found(";ehyfk", ["Журнал"])).toEqual(["Журнал"]);
  });
});

describe("inOtherLayout", () => {
  it("is undone by itself, for every letter of both layouts", () => {
    for (const text of ["qwertyuiopasdfghjklzxcvbnm", "йцукенгшщзхъфывапролджэячсмитьбюё"]) {
      expect(inOtherLayout(inOtherLayout(text))).toBe(text);
    }
    expect(inOtherLayout("Ctrl")).toBe("секд");
  });
});
