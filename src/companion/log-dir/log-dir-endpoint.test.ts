import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { copyRun, type LogCopier } from "../../../test/support/copy-log.ts";
import { createCutFiles } from "../../../test/support/cut-files.ts";
import { createGrowingLog } from "../../../test/support/growing-log.ts";
import { seededRandom } from "../../basics/seeded-random.ts";
import type { FolderFiles } from "../../log-copy/folder-files.ts";
import { createLogCopies } from "../../log-copy/log-copies.ts";
import { createCompanionFolder } from "../../shipping/folder/companion-folder.ts";
import type { LogFolder } from "../../shipping/folder/log-folder.ts";
import { logFolderPath, maxRunBytes, type FileRun } from "../../wire/log-folder.ts";
import { openDiskFolder } from "./disk-folder.ts";
import { createLogDirEndpoint } from "./log-dir-endpoint.ts";

let folder: string;
let server: Server | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "log-dir-test-"));
});
afterEach(async () => {
  stop();
  await rm(folder, { recursive: true });
});

function stop(): void {
  server?.closeAllConnections();
  server?.close();
}

/** Starts the endpoint over a folder; what ran before is stopped. */
async function serve(files: FolderFiles<Uint8Array> = openDiskFolder(folder)): Promise<string> {
  stop();
  server = createServer(createLogDirEndpoint(createLogCopies(files), () => undefined));
  await new Promise<void>((done) => server!.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

/** The page's own side. A browser adds `Origin` by itself. */
function pageAt(own: string, profile: string): LogFolder {
  return createCompanionFolder(own, profile, (url, init) =>
    fetch(url, { ...init, headers: { ...init?.headers, origin: own } }),
  );
}

const run: FileRun = {
  profile: "0f8fad5b-d9cb",
  epoch: "e1",
  file: "tts_utility.log",
  generation: 4,
  fromByte: 0,
  oldestGeneration: 4,
};

function post(own: string, change: Record<string, unknown> = {}, body: string | Uint8Array<ArrayBuffer> = "one\n") {
  const { origin = own, ...fields } = { ...run, ...change };
  const words = Object.entries(fields).map(([name, value]) => [name, String(value)]);
  const parameters = new URLSearchParams(Object.fromEntries(words) as Record<string, string>);
  const headers = origin === "none" ? {} : { origin: String(origin) };
  return fetch(`${own}${logFolderPath}?${parameters.toString()}`, { method: "POST", body, headers });
}

async function filesIn(place: string): Promise<Record<string, string>> {
  const names = (await readdir(place)).filter((name) => name.startsWith("tts_"));
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(place, name), "utf8")])),
  ) as Record<string, string>;
}

describe("the log folder of the companion", () => {
  it.each(Array.from({ length: 4 }, (_, seed) => seed))(
    "equals the log of both profiles, whatever operation was its last before each new start (seed %i)",
    async (seed) => {
      const random = seededRandom(seed);
      const below = (limit: number) => Math.floor(random() * limit);
      const cutFiles = () =>
        createCutFiles(openDiskFolder(folder), (bytes) => {
          const part = bytes.subarray(0, below(bytes.length + 1));
          return { bytes: part, sizeBytes: part.length };
        });
      const copiers = ["aaaaaaaa-first", "bbbbbbbb-second"].map((profile): LogCopier => {
        return { log: createGrowingLog(random), profile, random };
      });
      copiers[0]!.log.change();
      await copyRun(copiers[0]!, pageAt(await serve(), copiers[0]!.profile));
      for (let start = 0; start < 12; start++) {
        const cut = cutFiles();
        const own = await serve(cut.files);
        cut.cutAfter(5 + below(150));
        let lives = true;
        while (lives) {
          const copier = copiers[below(2)]!;
          if (random() < 0.4) copier.log.change();
          // Where everything is copied the log goes on.
          const copied = await copyRun(copier, pageAt(own, copier.profile)).catch((error: unknown) => {
            expect(String(error)).toContain("killed");
            lives = false;
            return true;
          });
          if (!copied) copier.log.change();
        }
      }
      const own = await serve();
      for (const copier of copiers) while (await copyRun(copier, pageAt(own, copier.profile)));
      expect(await filesIn(folder)).toEqual(copiers[0]!.log.exported());
      expect(await filesIn(join(folder, "profile-bbbbbbbb"))).toEqual(copiers[1]!.log.exported());
    },
  );

  it("returns what it has, and 409 with it, unchanged, for a run that does not continue it", async () => {
    const own = await serve();
    const held = async (response: Response) => {
      const { files, epoch } = (await response.json()) as { files: Record<string, unknown>; epoch: string };
      return [response.status, epoch, files["tts_utility.log"]];
    };
    expect(await held(await post(own, { fromByte: 3 }))).toEqual([409, undefined, []]);
    const four = { generation: 4, sizeBytes: 4 };
    expect(await held(await post(own))).toEqual([200, "e1", [four]]);
    for (const wrong of [{ fromByte: 0 }, { fromByte: 5 }, { generation: 6 }, { generation: 5, fromByte: 4 }]) {
      expect(await held(await post(own, wrong))).toEqual([409, "e1", [four]]);
    }
    expect(await held(await post(own, { epoch: "e2", fromByte: 4 }))).toEqual([409, "e1", [four]]);
    expect(await held(await post(own, { generation: 5 }))).toEqual([200, "e1", [four, { ...four, generation: 5 }]]);
    expect(await held(await fetch(`${own}${logFolderPath}?profile=${run.profile}`))).toEqual([
      200,
      "e1",
      [four, { ...four, generation: 5 }],
    ]);
    expect(await filesIn(folder)).toMatchObject({ "tts_utility.log": "one\n", "tts_utility.log.1": "one\n" });
  });

  it("empties every file for another epoch, and deletes what the log has no more", async () => {
    const own = await serve();
    await post(own, { file: "tts_errors.log" });
    for (const generation of [4, 5, 6]) await post(own, { generation, oldestGeneration: 4 }, `${String(generation)}\n`);
    await post(own, { generation: 7, oldestGeneration: 6 }, "7\n");
    expect(await filesIn(folder)).toEqual({
      "tts_utility.log": "7\n",
      "tts_utility.log.1": "6\n",
      "tts_errors.log": "one\n",
      "tts_structured.jsonl": "",
    });
    await post(own, { generation: 9, oldestGeneration: 9 }, "9\n");
    expect(await filesIn(folder)).toMatchObject({ "tts_utility.log": "9\n", "tts_errors.log": "one\n" });
    await post(own, { epoch: "e2", generation: 0, oldestGeneration: 0 }, "new\n");
    expect(await filesIn(folder)).toEqual({
      "tts_utility.log": "new\n",
      "tts_errors.log": "",
      "tts_structured.jsonl": "",
    });
  });

  it("is for this user alone, and has the three files before anything is logged", async () => {
    const place = join(folder, "deep/logs");
    const copies = createLogCopies(openDiskFolder(place));
    await copies.prepare();
    expect(await filesIn(place)).toEqual({ "tts_utility.log": "", "tts_errors.log": "", "tts_structured.jsonl": "" });
    expect((await stat(place)).mode & 0o777).toBe(0o700);
    for (const name of await readdir(place)) expect((await stat(join(place, name))).mode & 0o777).toBe(0o600);
    expect(await copies.heldFiles("someone")).toEqual({
      files: { "tts_utility.log": [], "tts_errors.log": [], "tts_structured.jsonl": [] },
    });
  });

  it("makes no folder for a profile that only asks, and names the one of a profile that writes", async () => {
    const own = await serve();
    await post(own);
    const other = "another-profile";
    expect(await (await fetch(`${own}${logFolderPath}?profile=${other}`)).json()).toMatchObject({
      subfolder: "profile-another-",
      files: { "tts_utility.log": [] },
    });
    expect(await readdir(folder)).not.toContain("profile-another-");
    await post(own, { profile: other }, "other\n");
    expect(await filesIn(join(folder, "profile-another-"))).toMatchObject({ "tts_utility.log": "other\n" });
    expect(await filesIn(folder)).toMatchObject({ "tts_utility.log": "one\n" });
    // Two ids that begin alike never mix.
    expect((await post(own, { profile: "another-profile-too" })).status).toBe(500);
  });

  it("goes on where somebody has deleted files or a folder of it", async () => {
    const own = await serve();
    for (const generation of [4, 5, 6]) await post(own, { generation }, `${String(generation)}\n`);
    await rm(join(folder, "tts_utility.log.1"));
    // `.2` is of an unknown generation now.
    expect((await (await fetch(`${own}${logFolderPath}?profile=${run.profile}`)).json()) as object).toMatchObject({
      files: { "tts_utility.log": [{ generation: 6, sizeBytes: 2 }] },
    });
    await post(own, { generation: 7 }, "7\n");
    expect(Object.keys(await filesIn(folder)).sort()).toEqual([
      "tts_errors.log",
      "tts_structured.jsonl",
      "tts_utility.log",
      "tts_utility.log.1",
    ]);
    await rm(folder, { recursive: true });
    expect((await post(own)).status).toBe(200);
  });
});

describe("the endpoint of the log folder", () => {
  it("takes a log from its own page only, and not without end", async () => {
    const own = await serve();
    expect((await post(own, { origin: "http://evil.example" })).status).toBe(403);
    expect((await post(own, { origin: "none" })).status).toBe(403);
    expect((await fetch(`${own}${logFolderPath}`, { method: "DELETE" })).status).toBe(405);
    expect((await post(own, {}, new Uint8Array(maxRunBytes + 1))).status).toBe(413);
    expect((await filesIn(folder))["tts_utility.log"]).toBeUndefined();
    expect((await post(own, {}, new Uint8Array(maxRunBytes))).status).toBe(200);
  });

  it.each([
    [{ profile: "../etc" }, "profile must be"],
    [{ profile: "" }, "profile must be"],
    [{ profile: "a".repeat(65) }, "profile must be"],
    [{ epoch: "a b" }, "epoch must be"],
    [{ file: "passwd" }, "file must be one of tts_utility.log, tts_errors.log, tts_structured.jsonl"],
    [{ file: "tts_utility.log.1" }, "file must be one of"],
    [{ generation: "-1" }, "generation must be a whole number"],
    [{ generation: "1e3" }, "generation must be a whole number"],
    [{ fromByte: "" }, "fromByte must be a whole number"],
    [{ fromByte: "0.5" }, "fromByte must be a whole number"],
    [{ oldestGeneration: "9".repeat(20) }, "oldestGeneration must be a whole number"],
    [{ oldestGeneration: 5 }, "oldestGeneration must not be above generation"],
  ])("refuses %j: %s", async (wrong, reason) => {
    const own = await serve();
    const response = await post(own, wrong);
    expect([response.status, ((await response.json()) as { reason: string }).reason]).toEqual([
      400,
      expect.stringContaining(reason),
    ]);
    const asked = await fetch(`${own}${logFolderPath}?profile=..%2F`);
    expect(asked.status).toBe(400);
  });

  it("says what cannot be written and where, and changes nothing that the console has not written", async () => {
    const own = await serve();
    const failed = async () => {
      const response = await post(own);
      return [response.status, ((await response.json()) as { reason: string }).reason];
    };
    await writeFile(join(folder, "tts_errors.log.2"), "of the prototype\n");
    expect(await failed()).toEqual([500, expect.stringContaining(`tts_errors.log.2 is in ${folder} already`)]);
    expect(await readdir(folder)).toEqual(["tts_errors.log.2"]);
    await rm(join(folder, "tts_errors.log.2"));
    await symlink("/dev/null", join(folder, "tts_errors.log"));
    expect(await failed()).toEqual([
      500,
      `${join(folder, "tts_errors.log")} is not a file, so no log is written to it`,
    ]);
    await rm(join(folder, "tts_errors.log"));
    await writeFile(join(folder, ".audiokit-console.json"), '{"format":"audiokit-log-copy","version":2}');
    expect(await failed()).toEqual([500, expect.stringContaining("is not of this version of the console")]);
    await rm(join(folder, ".audiokit-console.json"));
    await mkdir(join(folder, ".audiokit-console.json.new"));
    expect(await failed()).toEqual([
      500,
      expect.stringContaining(`${join(folder, ".audiokit-console.json")} cannot be written: EISDIR`),
    ]);
    await rm(join(folder, ".audiokit-console.json.new"), { recursive: true });
    expect((await post(own)).status).toBe(200);
  });
});
