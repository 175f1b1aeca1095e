import { describe, expect, it } from "vitest";
import type { ImportChoice, ImportedLog, ImportPreview, LogStore } from "../../store/log-store.ts";
import { Router } from "../router/router.svelte.ts";
import { ImportedLogs } from "./imported-logs.svelte.ts";

const file = { name: "long.out", sizeBytes: 5, lines: 1, brokenLines: 0, kind: "python-text" } as const;
const preview: ImportPreview = { files: [{ ...file, paths: [] }], skipped: [] };

/** Logs whose imports wait until they are let go or given up. */
function setup(address = "/logs") {
  const stored: ImportedLog[] = [];
  const imports: { choices: ImportChoice[]; signal: AbortSignal; finish: () => void }[] = [];
  const sets = {
    list: () => Promise.resolve([...stored]),
    preview: () => Promise.resolve(preview),
    import: (files: File[], { name, choices = [] }: { name: string; choices?: ImportChoice[] }, signal: AbortSignal) =>
      new Promise<ImportedLog>((resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason as Error));
        const id = `log-${String(imports.length)}`;
        const log = { id, name, tag: "", importedAtMs: 0, files: [file], fingerprint: files[0]!.name };
        imports.push({ choices, signal, finish: () => (stored.push(log), resolve(log)) });
      }),
  };
  let href = `http://localhost${address}`;
  const goTo = (_: unknown, __: string, url: string | URL): void => void (href = String(url));
  const place = { location: { href }, history: { pushState: goTo, replaceState: goTo } } as unknown as Window;
  const events: string[] = [];
  const logger = { logSystemEvent: (type: string) => void events.push(type) };
  const store = { sets, subscribe: () => () => undefined } as unknown as LogStore;
  const logs = new ImportedLogs(store, new Router(place), logger);
  return { logs, imports, events, address: () => href.replace("http://localhost", "") };
}

describe("ImportedLogs", () => {
  it("shows what files are while they are imported, and begins anew with the choices that are made then", async () => {
    const { logs, imports, address } = setup();
    const first = logs.import([new File(["lines"], "abc")]);
    await expect.poll(() => logs.preview?.files[0]?.kind).toBe("python-text");
    const second = logs.importAnew([{ zone: "utc" }]);
    await expect.poll(() => imports.length).toBe(2);
    expect(imports.map(({ choices, signal }) => [choices, signal.aborted])).toEqual([
      [[], true],
      [[{ zone: "utc" }], false],
    ]);
    expect(logs.progress).toBeDefined();
    await expect.poll(() => logs.preview?.files[0]?.choice).toEqual({ zone: "utc" });
    imports[1]!.finish();
    await Promise.all([first, second]);
    expect(logs.progress).toBeUndefined();
    expect(logs.problem).toBeUndefined();
    expect(address()).toBe("/logs?log=abc.1.abc");
  });

  it("gives the maker of a log the one that was imported anew, which is logged once", async () => {
    const { logs, imports, events } = setup();
    const made = { name: "bundle.zip", files: [new File(["lines"], "log.jsonl")], view: "/logs" };
    const importing = logs.importMade(() => Promise.resolve(made));
    for (const [at, zone] of ["utc", "Asia/Tokyo"].entries()) {
      await expect.poll(() => imports.length).toBe(at + 1);
      void logs.importAnew([{ zone }]);
    }
    await expect.poll(() => imports.length).toBe(3);
    imports[2]!.finish();
    expect((await importing)?.id).toBe("log-2");
    expect(events).toEqual(["audit_import"]);
  });

  it("keeps the filter of an address when the log that it names comes, and waits on when another one does", async () => {
    const { logs, imports, address } = setup("/logs?log=abc.1.app.log&level=ERROR");
    await logs.load();
    expect(logs.isMissing).toBe(true);
    const other = logs.import([new File(["x"], "def")]);
    imports[0]!.finish();
    await other;
    expect(logs.other?.fingerprint).toBe("def");
    expect(logs.isMissing).toBe(true);
    const named = logs.import([new File(["x"], "abc")]);
    imports[1]!.finish();
    await named;
    expect(logs.other).toBeUndefined();
    expect(logs.chosen?.fingerprint).toBe("abc");
    expect(address()).toBe("/logs?log=abc.1.app.log&level=ERROR");
    logs.showInstead(logs.sets[0]!);
    expect(address()).toBe("/logs?log=def.1.def&level=ERROR");
  });

  it("makes a sample log under the given name, imports it as any other and shows it in Logs", async () => {
    const { logs, imports, address } = setup("/dashboard");
    const opening = logs.openSample("Sample log");
    expect(logs.progress).toBeDefined();
    await expect.poll(() => imports.length).toBe(1);
    imports[0]!.finish();
    await opening;
    expect(logs.sets.map(({ name }) => name)).toEqual(["Sample log"]);
    expect(address()).toBe("/logs?log=sample-log.jsonl.1.Sample+log");
    expect([logs.progress, logs.isOpen]).toEqual([undefined, false]);
  });

  it("makes no sample log once it is cancelled", async () => {
    const { logs, imports, address } = setup("/dashboard");
    const opening = logs.openSample("Sample log");
    logs.cancel();
    await opening;
    expect([imports.length, logs.progress, logs.problem, address()]).toEqual([0, undefined, undefined, "/dashboard"]);
  });
});
