import type { Answer } from "../../bundle/answer.ts";
import type { Manifest } from "../../bundle/manifest.ts";
import { plainText } from "../../bundle/read/plain-text.ts";
import type { ReadBundle } from "../../bundle/read/read-bundle.ts";

/** What a bundle said about itself when it was opened: it stays as long as its log. */
export interface BundleRecord {
  /** Id of the imported log. */
  logId: string;
  fileName: string;
  sizeBytes: number;
  openedAtMs: number;
  /** SHA-256 of its lines: a bundle that comes again, with an answer, has the same. */
  linesSha256: string;
  manifest: Omit<Manifest, "parts">;
  parts: { count: number; sizeBytes: number };
  /** Sounds that were taken, with the request ids of their calls. */
  sounds: { path: string; calls: string[] }[];
  answer?: Answer;
  /** Parts that were left out because they were damaged, with what is wrong, in English. */
  damaged: ReadBundle["damaged"];
  /** Parts of a later version of the format. */
  unknown: string[];
}

/** Longest record that is written to the storage of the browser, in characters of JSON; a longer one ends with the page. */
export const maxRecordCharacters = 100_000;

/** The record of a bundle that was just read. */
export function recordOf(bundle: ReadBundle, file: File, logId: string, openedAtMs: number): BundleRecord {
  const { manifest, answer, damaged, unknown, sounds } = bundle;
  const { parts, ...rest } = manifest;
  return {
    logId,
    fileName: bundleName(file.name),
    sizeBytes: file.size,
    openedAtMs,
    linesSha256: linesHash(manifest),
    manifest: rest,
    parts: { count: parts.length, sizeBytes: parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) },
    sounds: parts.filter(({ path }) => sounds.has(path)).map(({ path, calls = [] }) => ({ path, calls })),
    ...(answer && { answer }),
    damaged,
    unknown,
  };
}

/** SHA-256 of the lines, as the manifest states it. */
export function linesHash({ parts }: Manifest): string {
  return parts.find(({ path }) => path === "log.jsonl")?.sha256 ?? "";
}

/** Name of a bundle without its ending, in at most 120 characters. */
export function bundleName(fileName: string): string {
  return plainText(fileName.replace(/(?:\.audiokit)?\.zip$/i, "")).slice(0, 120) || "bundle";
}

/** Whether something that was stored is a record of this version. */
export function isBundleRecord(value: unknown): value is BundleRecord {
  const { logId, linesSha256, manifest, parts, sounds, damaged } = (value ?? {}) as Partial<BundleRecord>;
  const isWhole = typeof manifest === "object" && typeof parts === "object" && [sounds, damaged].every(Array.isArray);
  return typeof logId === "string" && typeof linesSha256 === "string" && isWhole;
}
