import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { copyRun, type LogCopier } from "../../../test/support/copy-log.ts";
import { createGrowingLog } from "../../../test/support/growing-log.ts";
import { seededRandom } from "../../basics/seeded-random.ts";
import { createCompanionFolder } from "../../shipping/folder/companion-folder.ts";
import { lockName } from "../../log-copy/copy-state.ts";
import { openLogDir } from "./log-dir.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "log-dir-test-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** Another program that has the folder and serves it. */
async function openElsewhere() {
  const words = `
    const { openLogDir } = await import(${JSON.stringify(join(import.meta.dirname, "log-dir.ts"))});
    const { createLogDirEndpoint } = await import(${JSON.stringify(join(import.meta.dirname, "log-dir-endpoint.ts"))});
    const { createServer } = await import("node:http");
    const dir = await openLogDir(process.argv[1]);
    const server = createServer(createLogDirEndpoint(dir.folder));
    server.listen(0, "127.0.0.1", () => console.log(server.address().port));`;
  const program = spawn(process.execPath, ["--input-type=module", "-e", words, folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [port] = (await once(program.stdout.setEncoding("utf8"), "data")) as [string];
  return {
    own: `http://127.0.0.1:${port.trim()}`,
    program,
    async kill() {
      program.kill("SIGKILL");
      await once(program, "exit");
    },
  };
}

describe("a folder of the log", () => {
  it("has one console at a time, and is given up when that ends", async () => {
    const first = await openLogDir(folder);
    await expect(openLogDir(folder)).rejects.toThrow(
      `${folder} is written by another console, process ${String(process.pid)}; end it, or choose another folder with --log-dir`,
    );
    await first.close();
    await (await openLogDir(folder)).close();
    expect(await readdir(folder)).not.toContain(lockName);
  });

  it("is refused while another program writes to it, and taken over when that was killed", async () => {
    const other = await openElsewhere();
    await expect(openLogDir(folder)).rejects.toThrow(`process ${String(other.program.pid)}`);
    await other.kill();
    expect(await readdir(folder)).toContain(lockName);
    await (await openLogDir(folder)).close();
  });

  it.each([
    ["of a process that never was", "999999999 1"],
    ["of a process whose number another program has now", `${String(process.ppid)} 1`],
    ["that is empty", ""],
  ])("is taken over from a claim %s, by one of two alone", async (_, claim) => {
    await writeFile(join(folder, lockName), claim);
    const results = await Promise.allSettled([openLogDir(folder), openLogDir(folder)]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    for (const result of results) if (result.status === "fulfilled") await result.value.close();
    expect((await readdir(folder)).filter((name) => name.startsWith(lockName))).toEqual([]);
  });

  it("is no file, and keeps its claim from nobody when it cannot be used", async () => {
    const file = join(folder, "file");
    await writeFile(file, "");
    await expect(openLogDir(file)).rejects.toThrow(`${file} cannot be created: EEXIST`);
    await writeFile(join(folder, "tts_utility.log"), "of another program\n");
    await expect(openLogDir(folder)).rejects.toThrow("choose another folder");
    expect((await readdir(folder)).sort()).toEqual(["file", "tts_utility.log"]);
  });

  it("equals the log after its program was killed at any moment, again and again", async () => {
    const random = seededRandom(3);
    const copier: LogCopier = { log: createGrowingLog(random), profile: "0f8fad5b", random };
    for (let kill = 0; kill < 6; kill++) {
      const { own, kill: end } = await openElsewhere();
      const page = createCompanionFolder(own, copier.profile, (url, init) =>
        fetch(url, { ...init, headers: { ...init?.headers, origin: own } }),
      );
      let runs = 5 + Math.floor(random() * 20);
      let ending: Promise<void> | undefined;
      while (ending === undefined) {
        if (random() < 0.5) copier.log.change();
        const copying = copyRun(copier, page);
        // While the run is under way.
        if (--runs === 0) ending = end();
        await copying.catch((error: unknown) => expect(String(error)).toMatch(/TypeError|ECONN/));
      }
      await ending;
    }
    const dir = await openLogDir(folder);
    const page = {
      heldFiles: () => dir.folder.heldFiles(copier.profile),
      async append(...[run, bytes]: Parameters<ReturnType<typeof createCompanionFolder>["append"]>) {
        return (await dir.folder.append(run, await bytes.bytes(), bytes.size)).held;
      },
    };
    while (await copyRun(copier, page));
    await dir.close();
    const names = (await readdir(folder)).filter((name) => name.startsWith("tts_"));
    const read = await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), "utf8")]));
    expect(Object.fromEntries(read)).toEqual(copier.log.exported());
  });
});
