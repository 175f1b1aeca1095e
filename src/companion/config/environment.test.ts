import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readVariable } from "./environment.ts";

const folder = mkdtempSync(join(tmpdir(), "audiokit-environment-"));
afterAll(() => rmSync(folder, { recursive: true }));

function secretFile(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe("readVariable", () => {
  it("takes the variable, or the file that it names, without the line end of an editor", () => {
    expect(readVariable({ TOKEN: "t" }, "TOKEN")).toBe("t");
    expect(readVariable({ TOKEN_FILE: secretFile("one", " t t \n"), TOKEN: "" }, "TOKEN")).toBe(" t t ");
    expect(readVariable({ TOKEN_FILE: secretFile("two", "t\r\n") }, "TOKEN")).toBe("t");
    expect(readVariable({ TOKEN_FILE: "" }, "TOKEN")).toBe(undefined);
  });

  it.each([
    ["both", { TOKEN: "sesame", TOKEN_FILE: secretFile("three", "sesame") }, "TOKEN and TOKEN_FILE are both set"],
    ["a missing file", { TOKEN_FILE: join(folder, "none") }, "which cannot be read (ENOENT)"],
    ["an empty file", { TOKEN_FILE: secretFile("empty", "\n") }, "which is empty"],
    ["a large file", { TOKEN_FILE: secretFile("large", "sesame".repeat(20_000)) }, "which is larger than 64 KiB"],
  ])("refuses %s, and never says the secret", (_, env, words) => {
    const read = () => readVariable(env, "TOKEN");
    expect(read).toThrow(words);
    expect(read).not.toThrow(/sesame/);
  });
});
