import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";

/** The whole contract, and the part of it that the console's own pages need. */
const contract = "test/fixtures/contract/audiokit-extended.binpb";
const base = "test/fixtures/contract/audiokit.binpb";
const scratch = mkdtempSync(join(tmpdir(), "audiokit-contract-"));
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

/** Runs buf; its words and exit status: 0 is clean, 100 are findings. */
function buf(...parameters: string[]): { status: number | null; words: string } {
  const { status, stdout, stderr } = spawnSync("node_modules/.bin/buf", parameters, { encoding: "utf8" });
  return { status, words: stdout + stderr };
}

const clean = { status: 0, words: "" };
const lost = (folder: string) => buf("breaking", folder, "--against", contract);
const added = (folder: string) => buf("breaking", contract, "--against", folder);

/** A copy of the contract with one passage changed. */
function changed(name: string, file: string, from: string, to: string): string {
  const folder = join(scratch, name);
  cpSync("proto", join(folder, "proto"), { recursive: true });
  cpSync("proto-google", join(folder, "proto-google"), { recursive: true });
  cpSync("buf.yaml", join(folder, "buf.yaml"));
  const path = join(folder, "proto/mts/ai/audiogram", file);
  const text = readFileSync(path, "utf8");
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  writeFileSync(path, text.replace(from, to));
  return folder;
}

describe("proto/", () => {
  it("is formatted and lint clean, with a comment on everything", () => {
    expect(buf("format", "--diff", "--exit-code")).toEqual(clean);
    expect(buf("lint")).toEqual(clean);
  });

  it("has lost and changed nothing of the platform's contract", () => {
    expect(lost(".")).toEqual(clean);
  });

  it("has added nothing to the platform's contract", () => {
    expect(added("proto")).toEqual(clean);
  });

  it("holds the base contract unchanged", () => {
    const ours = join(scratch, "base.binpb");
    const rooms = ["response_header", "stt", "stt_response", "tts", "voice_cloning"];
    const paths = rooms.flatMap((room) => ["--path", `proto/mts/ai/audiogram/${room}`]);
    expect(buf("build", ...paths, "-o", ours)).toEqual(clean);
    expect(buf("breaking", ours, "--against", base)).toEqual(clean);
    expect(buf("breaking", base, "--against", ours)).toEqual(clean);
  });

  it("would be caught with a changed number, an added value, a lost comment", () => {
    const number = changed("number", "voice_cloning/v1/voice_cloning.proto", "voice_id = 1;", "voice_id = 7;");
    expect(lost(number)).toMatchObject({ status: 100 });
    const value = changed("value", "tts/v2/tts.proto", "ALAW = 20;", "ALAW = 20;\n  // Not there.\n  OPUS = 21;");
    expect(lost(value)).toEqual(clean);
    expect(added(join(value, "proto"))).toMatchObject({ status: 100 });
    const comment = changed("comment", "tts/v2/tts.proto", "  // Even.\n", "");
    expect(buf("lint", comment)).toMatchObject({ status: 100 });
  });
});

describe("src/gen/", () => {
  it("is what `npm run generate` makes of proto/", () => {
    expect(buf("generate", "--output", scratch)).toEqual(clean);
    expect(filesUnder(join(scratch, "src/gen"))).toEqual(filesUnder("src/gen"));
  });
});

function filesUnder(folder: string): Map<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
  return new Map(paths.sort().map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}
