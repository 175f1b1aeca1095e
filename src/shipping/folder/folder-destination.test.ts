import { appendFile, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { shippedLog } from "../../../test/support/shipped-log.ts";
import { openDiskFolder } from "../../companion/log-dir/disk-folder.ts";
import { createLogCopies } from "../../log-copy/log-copies.ts";
import { logFileNames } from "../../store/log-store.ts";
import { createLiveSecrets } from "../../basics/live-secrets.ts";
import { createFolderDestination } from "./folder-destination.ts";
import type { LogFolder } from "./log-folder.ts";

const signal = new AbortController().signal;
const origin = { timestamp: "2026-01-05T09:00:00.000Z", session_id: "s", seq: 1 };

const folders: string[] = [];
afterEach(async () => {
  for (const path of folders.splice(0)) await rm(path, { recursive: true, force: true });
});

/** A real folder, as the companion has it, without its HTTP. */
async function tempFolder() {
  const path = await mkdtemp(join(tmpdir(), "log-folder-"));
  folders.push(path);
  return {
    open(): LogFolder {
      const copies = createLogCopies(openDiskFolder(path));
      return {
        heldFiles: (signal) => copies.heldFiles("p", signal),
        async append(run, bytes, signal) {
          const content = new Uint8Array(await bytes.arrayBuffer());
          const { isWritten, held } = await copies.append(run, content, content.length, signal);
          return isWritten ? held : "elsewhere";
        },
      };
    },
    async contents(): Promise<Record<string, string>> {
      const names = (await readdir(path)).filter((name) => logFileNames.some((file) => name.startsWith(file)));
      const texts = names.map(async (name) => [name, await readFile(join(path, name), "utf8")] as const);
      return Object.fromEntries(await Promise.all(texts));
    },
    append: (name: string, text: string) => appendFile(join(path, name), text),
  };
}

/** A log, and a folder that has a copy of it after `copyAll`. */
async function setup() {
  const log = shippedLog();
  const folder = await tempFolder();
  const secrets = createLiveSecrets();
  const start = () => createFolderDestination({ log: log.positions, folder: folder.open(), profile: "p", secrets });
  let destination = start();
  return {
    ...log,
    folder,
    secrets,
    /** As a page that was opened anew. */
    restart: () => void (destination = start()),
    async next() {
      return destination.next(signal);
    },
    /** @param runs at most so many */
    async copyAll(runs = Infinity): Promise<string[]> {
      const outcomes: string[] = [];
      for (let run = 0; run < runs; run++) {
        const batch = await destination.next(signal);
        if (batch === undefined) break;
        const { is } = await batch.send(signal);
        outcomes.push(is);
        if (is === "elsewhere") destination.reset();
      }
      return outcomes;
    },
  };
}

describe("the copy of a log in a folder", () => {
  it("is byte for byte what an export gives, through every rotation", async () => {
    const { write, copyAll, folder, files } = await setup();
    for (let seed = 1; seed <= 100; seed++) {
      await write([...generateEvents(20, seed)]);
      await copyAll();
      if (seed % 20 === 0) expect(await folder.contents()).toEqual(await files());
    }
    expect(Object.keys(await folder.contents()).length).toBeGreaterThan(7);
  });

  it("begins with everything that is stored", async () => {
    const { write, copyAll, folder, files } = await setup();
    for (let seed = 1; seed <= 100; seed++) await write([...generateEvents(20, seed)]);
    await copyAll();
    expect(await folder.contents()).toEqual(await files());
  });

  it("goes on after either side was started anew, and writes nothing twice", async () => {
    const { write, copyAll, restart, folder, files } = await setup();
    for (let seed = 1; seed <= 40; seed++) {
      await write([...generateEvents(20, seed)]);
      await copyAll(2);
      restart();
    }
    await copyAll();
    expect(await folder.contents()).toEqual(await files());
  });

  it("catches up when it was away for longer than the log keeps its lines", async () => {
    const { write, copyAll, folder, files } = await setup();
    await write([...generateEvents(20, 1)]);
    await copyAll();
    for (let seed = 2; seed <= 120; seed++) await write([...generateEvents(20, seed)]);
    await copyAll();
    expect(await folder.contents()).toEqual(await files());
  });

  it("is emptied with the log", async () => {
    const { write, copyAll, folder, files, engine } = await setup();
    for (let seed = 1; seed <= 30; seed++) await write([...generateEvents(20, seed)]);
    await copyAll();
    await engine.clear(origin);
    await copyAll();
    expect(await folder.contents()).toEqual(await files());
  });

  it("begins anew where somebody has written into it", async () => {
    const { write, copyAll, restart, folder, files } = await setup();
    await write([...generateEvents(40, 1)]);
    await copyAll();
    await folder.append("tts_utility.log", "a note of somebody\n");
    restart();
    await copyAll();
    expect(await folder.contents()).toEqual(await files());
  });

  it("stops before bytes that hold a secret in use, and says where they are", async () => {
    const { write, next, secrets } = await setup();
    const [event] = [...generateEvents(1)];
    await write([{ ...event!, message: "the key is tok-12345678-abcdef" }]);
    secrets.learn("token", "tok-12345678-abcdef");
    const outcome = await (await next())!.send(signal);
    expect(outcome.is).toBe("stopped");
    expect(JSON.stringify(outcome)).toMatch(/tts_\w+\.\w+, generation 0, byte \d+ holds a token in use/);
    expect(JSON.stringify(outcome)).not.toContain("tok-12345678");
  });
});
