import { describe, expect, it } from "vitest";
import { originalNames } from "./original-names.ts";

describe("originalNames", () => {
  it("keeps names, without what packed them", () => {
    expect(originalNames(["tts_errors.log", "tts_structured.jsonl.1.gz", "app.tar.gz"])).toEqual([
      "tts_errors.log",
      "tts_structured.jsonl.1",
      "app",
    ]);
    expect(originalNames(["a.log"], true)).toEqual(["a.log.gz"]);
  });

  it("makes names that every disk takes, and that do not leave their folder", () => {
    expect(originalNames(["../../etc/passwd", "con.log", ".gz", "a:b?.log"])).toEqual([
      "etc-passwd",
      "con_.log",
      "log.gz",
      "a-b.log",
    ]);
  });

  it("numbers equal names, whatever their case and whatever long beginning they share", () => {
    expect(originalNames(["app.log", "App.log", "x/app.log", "app.log.gz"])).toEqual([
      "app.log",
      "App-2.log",
      "x-app.log",
      "app-3.log",
    ]);
    const long = originalNames([`${"a".repeat(300)}1.log`, `${"a".repeat(300)}2.log`]);
    expect(new Set(long).size).toBe(2);
  });
});
