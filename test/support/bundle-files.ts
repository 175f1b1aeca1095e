import { createHash } from "node:crypto";
import type { Manifest } from "../../src/bundle/manifest.ts";
import { renderJsonLine } from "../../src/logging/render-line.ts";
import { generateEvents } from "./generate-events.ts";
import { writeZip, type WrittenEntry } from "./write-zip.ts";

/** A bundle as its parts, before they are a zip, so that a test can break any of it. */
export interface BundleDraft {
  manifest: Manifest;
  parts: WrittenEntry[];
}

/** Lines of our own log. */
export function ownLines(count: number, seed = 1): string {
  return [...generateEvents(count, seed)].map((event) => `${renderJsonLine(event)}\n`).join("");
}

/** A whole bundle: lines, a sound, and what the manifest says of them. */
export function draftBundle(lines = ownLines(200), changes: Partial<Manifest> = {}): BundleDraft {
  const sound = silence();
  const parts: WrittenEntry[] = [
    { name: "log.jsonl", content: lines },
    { name: `audio/${hashOf(sound)}.wav`, content: sound, method: 0 },
  ];
  const manifest: Manifest = {
    format: "audiokit-bundle",
    version: 1,
    id: "4f8f8d3c-5f3d-4a53-9b43-6b8f5f3f1c11",
    madeAt: "2026-11-03T10:20:30.000Z",
    console: { version: "1.4.0" },
    browser: { userAgent: "Mozilla/5.0 (X11; Linux x86_64) Chrome/153", language: "ru", timeZone: "Europe/Moscow" },
    settings: { logLevel: "DEBUG", endpoint: "host_3f2a91c04b" },
    scope: { kind: "range", fromMs: Date.UTC(2026, 10, 3, 9), toMs: Date.UTC(2026, 10, 3, 10) },
    view: "/logs?q=level%3AERROR",
    log: {},
    counts: { lines: lines.split("\n").length - 1, calls: 60, failed: 4, own: 12, sessions: 2 },
    gaps: [{ fromMs: Date.UTC(2026, 10, 3, 9, 5), toMs: Date.UTC(2026, 10, 3, 9, 6), count: 7 }],
    switches: { texts: false, transcripts: false, audio: true, endpoints: false, ids: false },
    redaction: { rules: { "e-mail": 3 }, pseudonyms: { session: 2, host: 1 } },
    parts: [],
    ...changes,
  };
  return { manifest, parts };
}

/** Writes the bundle: the manifest states the parts as they are, unless it was given parts. */
export function writeBundle({ manifest, parts }: BundleDraft, more: WrittenEntry[] = []): Uint8Array<ArrayBuffer> {
  const stated = parts.map(({ name, content }) => ({
    path: name,
    sizeBytes: Buffer.byteLength(content as string),
    sha256: hashOf(content),
  }));
  const whole = { ...manifest, parts: manifest.parts.length > 0 ? manifest.parts : stated };
  return writeZip([{ name: "manifest.json", content: JSON.stringify(whole) }, ...parts, ...more]);
}

export function hashOf(content: Uint8Array | string): string {
  return createHash("sha256").update(content).digest("hex");
}

/** A WAV of a tenth of a second. */
function silence(): Uint8Array {
  const samples = 1_600;
  const wav = Buffer.alloc(44 + 2 * samples);
  wav.write("RIFF", 0);
  wav.writeUInt32LE(36 + 2 * samples, 4);
  wav.write("WAVEfmt ", 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(16_000, 24);
  wav.writeUInt32LE(32_000, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36);
  wav.writeUInt32LE(2 * samples, 40);
  return new Uint8Array(wav);
}
