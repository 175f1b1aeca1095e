import { joinBytes } from "../../basics/bytes.ts";
import type { ImportedFile, PreviewedFile } from "../log-store.ts";
import type { LogSource } from "./log-source.ts";
import { readFileRows } from "./read-file-rows.ts";

/** Bytes that are read of each file. */
const previewBytes = 65_536;
/** Fields that are offered of each file. */
const maxPaths = 200;
/** Objects inside one another whose fields are offered. */
const maxDepth = 4;
const lineFeed = 10;

/**
 * Reads the beginning of each file as an import would, and keeps nothing. Of a file that cannot be read only the name is
 * known: the import says what is wrong with it.
 *
 * @throws DOMException `AbortError` when the signal aborts
 */
export async function previewSources(sources: LogSource[], signal: AbortSignal): Promise<PreviewedFile[]> {
  const previewed: PreviewedFile[] = [];
  for (const [index, source] of sources.entries()) {
    signal.throwIfAborted();
    const { name, sizeBytes = 0, choice } = source;
    const imported: ImportedFile = { name, sizeBytes, lines: 0, brokenLines: 0, choice };
    const start = await readStart(source);
    for await (const rows of readFileRows(startOf(source, start), index, imported)) void rows;
    previewed.push({ ...imported, paths: pathsIn(new TextDecoder().decode(start)) });
  }
  return previewed;
}

/** The first whole lines of a file; its first bytes when not even one line is whole, and what is readable when it is damaged. */
async function readStart(source: LogSource): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of source.chunks()) {
      // A chunk may be overwritten by the next one.
      chunks.push(chunk.slice(0, previewBytes - length));
      length += chunk.length;
      if (length > previewBytes) break;
    }
  } catch {
    // Told by the import.
  }
  const start = joinBytes(chunks);
  const end = start.lastIndexOf(lineFeed);
  return length > previewBytes && end > 0 ? start.subarray(0, end + 1) : start;
}

function startOf(source: LogSource, start: Uint8Array): LogSource {
  return {
    ...source,
    sizeBytes: source.sizeBytes ?? start.length,
    notes: () => [],
    async *chunks() {
      await Promise.resolve();
      yield start.slice();
    },
  };
}

/** Paths of the fields with text or numbers in a JSON value, or in the lines of a text that are JSON. */
function pathsIn(text: string): string[] {
  const paths = new Set<string>();
  for (const line of [text, ...text.split("\n")]) {
    if (paths.size >= maxPaths) break;
    if (!/^\s*[[{]/.test(line)) continue;
    try {
      addPaths(JSON.parse(line), "", 0, paths);
    } catch {
      // No JSON: it has no fields to choose from.
    }
  }
  return [...paths].slice(0, maxPaths);
}

function addPaths(value: unknown, path: string, depth: number, paths: Set<string>): void {
  if (typeof value === "string" || typeof value === "number") paths.add(path);
  if (typeof value !== "object" || value === null || depth > maxDepth) return;
  if (Array.isArray(value)) {
    // An array of records is a file of records; one inside of a record has no paths.
    if (path === "") for (const item of value.slice(0, maxPaths)) addPaths(item, path, depth + 1, paths);
    return;
  }
  for (const [key, item] of Object.entries(value))
    addPaths(item, path === "" ? key : `${path}.${key}`, depth + 1, paths);
}
