import { partPaths, type Manifest } from "../../src/bundle/manifest.ts";
import { createPartWriter } from "../../src/bundle/write/part-writer.ts";
import { readBundle } from "../../src/bundle/read/read-bundle.ts";
import { writeBundle } from "../../src/bundle/write/write-bundle.ts";
import { renderJsonLine } from "../../src/logging/render-line.ts";
import { open, timed } from "./page-store.ts";
import { makeEvents } from "./short-events.ts";

/** The lines as a file, and the bundle of them. */
let files: { lines: File; bundle: File } | undefined;

/** Opening a support bundle beside an import of the same lines; runs in the page. */
export const bundleBench = {
  async buildBundle(bytes: number) {
    const writer = createPartWriter(partPaths.log);
    for (let size = 0, from = 1; size < bytes; from += 20_000)
      for (const event of makeEvents(20_000, from)) {
        const line = `${renderJsonLine(event)}\n`;
        size += line.length;
        writer.add(line);
      }
    const part = writer.finish();
    const { content, ...stated } = part;
    const manifest: Manifest = {
      format: "audiokit-bundle",
      version: 1,
      id: crypto.randomUUID(),
      madeAt: new Date().toISOString(),
      console: { version: "0.0.0" },
      browser: { userAgent: navigator.userAgent, language: navigator.language, timeZone: "UTC" },
      scope: { kind: "range" },
      view: "/logs",
      log: {},
      counts: { lines: 0, calls: 0, failed: 0, own: 0, sessions: 0 },
      gaps: [],
      switches: { texts: true, transcripts: true, audio: false, endpoints: true, ids: true },
      redaction: { rules: {}, pseudonyms: {} },
      parts: [stated],
    };
    const bundle = new File([await writeBundle(manifest, [part])], "bench.audiokit.zip");
    files = { lines: new File([content], "log.jsonl"), bundle };
    return { lineBytes: files.lines.size, bundleBytes: bundle.size };
  },

  /** Opens the bundle, or imports its lines as a file, into a store that is removed afterwards. */
  async openBundle(what: "bundle" | "lines") {
    const store = open("bench-bundle");
    await store.parts();
    let given = files!.lines;
    let id = "";
    const verifyMs = await timed(async () => {
      if (what === "bundle") given = new File([(await readBundle(files!.bundle)).log], "log.jsonl");
    });
    const importMs = await timed(async () => ({ id } = await store.sets.import([given], { name: what })));
    await store.sets.remove(id);
    await store.close();
    return { ms: verifyMs + importMs, verifyMs };
  },
};
