import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { projectFolder } from "../../../../test/support/folders.ts";
import { findAddedEngine, writeAddedEngine } from "./added-engine.ts";

const words = join(projectFolder, "test/fixtures/russian-words");

async function setup() {
  const folder = await mkdtemp(join(tmpdir(), "project-"));
  const warnings: string[] = [];
  return { folder, warnings, find: () => findAddedEngine(folder, (line) => warnings.push(line)) };
}

describe("findAddedEngine", () => {
  it("finds nothing, silently, where none was added", async () => {
    const { find, warnings } = await setup();
    expect(await find()).toBeUndefined();
    expect(warnings).toEqual([]);
  });

  it("finds what was added", async () => {
    const { folder, find } = await setup();
    await writeAddedEngine(folder, { python: process.execPath, modelFolder: words });
    const model = { name: "gigaam-v3-e2e-ctc", folder: words, quantization: "int8" };
    expect(await find()).toEqual({ python: process.execPath, model });
  });

  it("warns when the model's folder, or Python, has gone", async () => {
    const { folder, find, warnings } = await setup();
    const gone = await mkdtemp(join(tmpdir(), "gone-"));
    await writeAddedEngine(folder, { python: process.execPath, modelFolder: gone });
    await rm(gone, { recursive: true });
    expect(await find()).toBeUndefined();
    expect(warnings[0]).toMatch(/left out: the model's folder cannot be read: ENOENT.*npm run add-engine -- russian/);
    await writeAddedEngine(folder, { python: "/no/python", modelFolder: words });
    expect(await find()).toBeUndefined();
    expect(warnings[1]).toContain("there is no /no/python");
  });
});

describe("npm run add-engine", () => {
  const program = join(projectFolder, "src/companion/engines/russian/add-engine.ts");
  const run = async (...args: string[]) =>
    promisify(execFile)(process.execPath, [program, ...args]).then(
      () => "it succeeded",
      ({ code, stderr }: { code: number; stderr: string }) => `${String(code)} ${stderr}`,
    );

  it("prints its usage for another word or none, and refuses an unknown option", async () => {
    expect(await run()).toMatch(/^2 npm run add-engine -- russian \[--model FOLDER\]/);
    expect(await run("klingon")).toContain("npm run add-engine -- russian");
    expect(await run("russian", "--modell", "x")).toContain("Unknown option '--modell'");
  });

  it("refuses a folder that is none, or lacks a file, before it installs anything", async () => {
    expect(await run("russian", "--model", "/no/such")).toBe("1 --model names no folder: /no/such\n");
    expect(await run("russian", "--model", tmpdir())).toContain(
      "holds no whole model: gigaam-v3-e2e-ctc lacks config.json",
    );
  });
});
