import { deflateRawSync } from "node:zlib";
import type { Manifest } from "../../src/bundle/manifest.ts";
import { draftBundle, hashOf, ownLines, writeBundle, type BundleDraft } from "./bundle-files.ts";
import { writeZip } from "./write-zip.ts";

/** A bundle that must be refused, and what the page says of it. */
export interface HostileBundle {
  is: string;
  bytes: Uint8Array<ArrayBuffer>;
  title: string;
  message: string;
}

/** A whole bundle of 400 lines. */
export function bundleSetup(changes: Partial<Manifest> = {}): BundleDraft {
  return draftBundle(ownLines(400), changes);
}

const unsafe = "The support bundle was refused: it isn’t safe";
const damaged = "The support bundle is damaged or was changed";

/** One of each kind. */
export function hostileBundles(): HostileBundle[] {
  const whole = writeBundle(bundleSetup());
  const withLog = (changes: Partial<BundleDraft["parts"][number]>) => {
    const draft = bundleSetup();
    draft.parts[0] = { ...draft.parts[0]!, ...changes };
    return writeBundle(draft);
  };
  const log = bundleSetup().parts[0]!;
  return [
    {
      is: "zip slip",
      bytes: writeBundle(bundleSetup(), [{ name: "../../evil.jsonl", content: "{}" }]),
      title: unsafe,
      message: 'bundle: "../../evil.jsonl" is no name of a part',
    },
    {
      is: "a bomb by its ratio",
      bytes: writeBundle(draftBundle(`{${" ".repeat(30_000_000)}}\n`)),
      title: unsafe,
      message: "log.jsonl: it unpacks to more than 250 times its size",
    },
    {
      is: "a bomb that states less",
      bytes: withLog({ packed: deflateRawSync(Buffer.alloc(50_000_000, 32)) }),
      title: unsafe,
      message: "log.jsonl: it is larger than the zip says",
    },
    {
      is: "an archive inside",
      bytes: writeBundle(bundleSetup(), [{ name: "inner.audiokit.zip", content: whole }]),
      title: unsafe,
      message: "inner.audiokit.zip: an archive inside of a bundle is not opened",
    },
    {
      is: "a part twice",
      bytes: writeBundle(bundleSetup(), [log]),
      title: unsafe,
      message: "log.jsonl: it stands in the bundle twice",
    },
    { is: "encrypted", bytes: withLog({ flags: 1 }), title: unsafe, message: "log.jsonl: it is encrypted" },
    {
      is: "cut",
      bytes: whole.slice(0, 4096 * 2),
      title: "The support bundle is incomplete",
      message: "bundle: the zip is cut",
    },
    {
      is: "a wrong checksum",
      bytes: withLog({ checksum: 7 }),
      title: damaged,
      message: "log.jsonl: its bytes are damaged, or its checksum (CRC-32) is wrong",
    },
    {
      is: "a wrong hash",
      bytes: writeBundle({
        manifest: {
          ...bundleSetup().manifest,
          parts: [{ path: "log.jsonl", sizeBytes: Buffer.byteLength(log.content as string), sha256: hashOf("other") }],
        },
        parts: [log],
      }),
      title: damaged,
      message: "log.jsonl: its bytes do not have the SHA-256 that the manifest says",
    },
    {
      is: "a newer version",
      bytes: writeBundle(bundleSetup({ version: 2 })),
      title: "The support bundle is from a newer console",
      message: "manifest.json: version 2 of the format; this console reads up to 1",
    },
    {
      is: "no manifest",
      bytes: writeZip([log]),
      title: "This is no support bundle",
      message: "bundle: it has no manifest.json",
    },
    {
      is: "a field that is wrong",
      bytes: writeBundle(bundleSetup({ view: "javascript:alert(1)" })),
      title: damaged,
      message: "manifest.json: view: ",
    },
  ];
}

/** A whole bundle with an answer, each of whose texts tries to be more than a text. */
export function hostileTexts(): BundleDraft {
  const evil =
    "<img src=x onerror=globalThis.hacked=1><script>globalThis.hacked=1</script>\u001b[2J\u202egnp.exe\u2066" +
    "x".repeat(9_000);
  const draft = bundleSetup({
    console: { version: evil },
    browser: { userAgent: evil, language: evil, timeZone: evil },
    settings: { [evil]: evil, nested: { link: "javascript:globalThis.hacked=1", list: [evil] } },
    scope: { kind: "group", key: evil, requestId: evil },
    view: "//evil.example/logs",
    health: {
      atMs: Date.UTC(2026, 10, 3, 9, 59),
      overall: evil,
      endpoint: evil,
      services: [{ name: evil, isHealthy: false, responseTimeMs: 12, error: evil }],
    },
    connection: { at: evil, steps: [{ name: evil }] },
    redaction: { rules: { [evil]: 3 }, pseudonyms: { [evil]: 2 } },
  });
  const answer = {
    format: "audiokit-answer",
    version: 1,
    answeredAt: "2026-11-04T08:00:00.000Z",
    console: { version: "<b>1</b>" },
    cause: evil.slice(0, 3_000),
    steps: [evil.slice(0, 900), "javascript:globalThis.hacked=1"],
    view: "/settings",
  };
  draft.parts.push({ name: "answer.json", content: JSON.stringify(answer) });
  draft.parts.push({
    name: "groups.json",
    content: JSON.stringify({ version: 1, rules: [{ [evil]: evil }], states: [] }),
  });
  return draft;
}
