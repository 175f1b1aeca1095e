import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { removeOrphanedTempDirs } from "./orphaned-temp-dirs.ts";
import { ownerSocketName, type TempDirKind } from "./private-temp-dir.ts";

let place: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), "envoy-folders-"));
});
afterEach(() => rm(place, { recursive: true }));

const module = join(import.meta.dirname, "private-temp-dir.ts");

/** A program that owns a folder with a secret in it, and does nothing else. */
async function openElsewhere(kind: TempDirKind = "envoy") {
  const words = `
    const { openPrivateTempDir } = await import(${JSON.stringify(module)});
    const folder = await openPrivateTempDir(process.argv[1]);
    (await import("node:fs")).writeFileSync(folder.path + "/client-secret.json", "hunter2", { mode: 0o600 });
    process.on("SIGINT", () => process.exit());
    console.log(folder.path);
    setInterval(() => undefined, 1000);`;
  const program = spawn(process.execPath, ["--input-type=module", "-e", words, kind], {
    env: { ...process.env, TMPDIR: place },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [path] = (await once(program.stdout.setEncoding("utf8"), "data")) as [string];
  const end = async (signal: NodeJS.Signals) => {
    program.kill(signal);
    await once(program, "exit");
  };
  return { path: path.trim(), program, end };
}

async function remove(listenMs?: number): Promise<string[]> {
  const said: string[] = [];
  await removeOrphanedTempDirs((line) => said.push(line), place, listenMs);
  return said;
}

describe("a private folder", () => {
  it("is this user's alone, and goes with its owner", async () => {
    const { path, end } = await openElsewhere();
    expect((await stat(path)).mode & 0o777).toBe(0o700);
    await end("SIGINT");
    expect(await readdir(place)).toEqual([]);
  });

  it("is removed by the next start when its owner was killed, and by nobody while the owner lives", async () => {
    const killed = await openElsewhere();
    const living = await openElsewhere();
    const stopped = await openElsewhere();
    const sounds = await openElsewhere("sounds");
    await Promise.all([killed.end("SIGKILL"), sounds.end("SIGKILL")]);
    stopped.program.kill("SIGSTOP"); // It answers nothing, and lives.
    expect(existsSync(join(killed.path, "client-secret.json"))).toBe(true);
    expect(await remove()).toEqual([
      `A console was killed: removed what it left in ${killed.path} (Envoy's configuration and the client secret).`,
      `A console was killed: removed what it left in ${sounds.path} (recordings).`,
    ]);
    expect((await readdir(place)).map((name) => join(place, name)).sort()).toEqual([living.path, stopped.path].sort());
    expect(await remove()).toEqual([]);
    await Promise.all([living.end("SIGKILL"), stopped.end("SIGKILL")]);
  });

  it("is left alone while its owner has made the sign of its life and does not listen yet", async () => {
    const { path, end } = await openElsewhere();
    await end("SIGKILL");
    const removing = remove(2_000);
    await rm(join(path, ownerSocketName));
    const owner = createServer();
    await new Promise<void>((done) => owner.listen(join(path, ownerSocketName), done));
    expect(await removing).toEqual([]);
    expect(existsSync(join(path, "client-secret.json"))).toBe(true);
    owner.close();
  });

  it("is left alone behind a link, without a sign of its owner, and under another name", async () => {
    const killed = await openElsewhere();
    await killed.end("SIGKILL");
    const elsewhere = await mkdtemp(join(tmpdir(), "elsewhere-"));
    await symlink(elsewhere, join(place, "audiokit-envoy-linked"));
    await mkdir(join(place, "audiokit-envoy-fresh"));
    await writeFile(join(place, "audiokit-envoy-file"), "");
    await mkdir(join(place, "audiokit-other"));
    // The dead owner's folder stands behind the link now: what is not a folder of its own is not followed.
    await rename(killed.path, join(elsewhere, "dead"));
    await symlink(join(elsewhere, "dead"), join(place, "audiokit-envoy-dead"));
    const before = await readdir(place);
    expect(await remove()).toEqual([]);
    expect(await readdir(place)).toEqual(before);
    expect(await readdir(join(elsewhere, "dead"))).toContain("client-secret.json");
    await rm(elsewhere, { recursive: true });
  });

  it("takes an Envoy along that ran on alone, and no other program that has the file's name in its words", async () => {
    const { path, end } = await openElsewhere();
    const file = join(path, "envoy.yaml");
    const wait = ["-e", "setInterval(() => undefined, 1000)"];
    const envoy = spawn(process.execPath, [...wait, "--", "-c", file], { stdio: "ignore" });
    const reader = spawn(process.execPath, [...wait, "--", file], { stdio: "ignore" });
    await Promise.all([once(envoy, "spawn"), once(reader, "spawn")]);
    await end("SIGKILL");
    const ended = once(envoy, "exit");
    expect(await remove()).toEqual([
      `A console was killed: removed what it left in ${path} (Envoy's configuration and the client secret); its Envoy still ran and was ended.`,
    ]);
    expect(await ended).toEqual([null, "SIGKILL"]);
    expect(reader.exitCode ?? reader.signalCode).toBeNull();
    reader.kill("SIGKILL");
  });

  it("is nobody's business where the folder of such folders is not there", async () => {
    await removeOrphanedTempDirs(() => undefined, join(place, "gone"));
  });
});
