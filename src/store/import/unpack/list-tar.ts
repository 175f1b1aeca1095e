import { LogImportError } from "../../import-error.ts";
import { readOrThrow } from "./byte-source.ts";
import type { ArchiveEntry } from "./list-zip.ts";
import { isTarHead } from "./name-content.ts";

const blockBytes = 512;
/** Most heads that are read, those of folders included. */
const maxHeads = 20_000;
/** Longest name that is read from a record of its own. */
const maxNameBytes = 4096;

/**
 * Lists the files of a tar; of one that was cut or damaged, those before that place. Folders, links, devices and empty files are
 * left out.
 *
 * @throws LogImportError `too_large` when it has more than 20,000 heads
 */
export async function listTar(tar: Blob): Promise<ArchiveEntry[]> {
  const entries: ArchiveEntry[] = [];
  let longName: string | undefined;
  let longSize: number | undefined;
  let heads = 0;
  for (let at = 0; at + blockBytes <= tar.size;) {
    if (++heads > maxHeads) throw new LogImportError({ kind: "too_large", message: "the tar holds too many files" });
    const head = await readOrThrow(tar.slice(at, at + blockBytes).arrayBuffer());
    if (!isTarHead(head)) break;
    const type = String.fromCharCode(head[156]!);
    const size = longSize ?? readSize(head);
    const start = at + blockBytes;
    at = start + Math.ceil(size / blockBytes) * blockBytes;
    if (type === "L")
      longName = textOf(await readOrThrow(tar.slice(start, start + Math.min(size, maxNameBytes)).arrayBuffer()));
    else if (type === "x") {
      const fields = textOf(await readOrThrow(tar.slice(start, start + Math.min(size, 65_536)).arrayBuffer()));
      longName = /(?:^|\n)\d+ path=([^\n]*)\n/.exec(fields)?.[1] ?? longName;
      const stated = /(?:^|\n)\d+ size=(\d+)\n/.exec(fields)?.[1];
      longSize = stated === undefined ? undefined : Number(stated);
    } else if (type !== "g" && type !== "K") {
      const name = longName ?? nameOf(head);
      if ((type === "0" || type === "\0" || type === "7") && size > 0 && !name.endsWith("/"))
        entries.push({ name, packed: tar.slice(start, start + size), method: "stored", statedBytes: size });
      longName = longSize = undefined;
    }
  }
  return entries;
}

function nameOf(head: Uint8Array): string {
  const isUstar = textOf(head.subarray(257, 262)) === "ustar";
  const name = textOf(head.subarray(0, 100));
  return isUstar && head[345] !== 0 ? `${textOf(head.subarray(345, 500))}/${name}` : name;
}

/** Octal digits, or a binary number when the first bit is set. Never negative. */
function readSize(head: Uint8Array): number {
  const field = head.subarray(124, 136);
  if ((field[0]! & 0x80) === 0) return parseInt(textOf(field).trim() || "0", 8) || 0;
  return field.subarray(1).reduce((size, byte) => size * 256 + byte, 0);
}

function textOf(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
}
