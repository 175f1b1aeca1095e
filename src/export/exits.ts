import type { LiveSecrets } from "../basics/live-secrets.ts";
import { loadOnce } from "../basics/load-once.ts";
import type { FileLeak, findLeak } from "./find-leak.ts";
import { startDownload, writeFile, type SaveOptions, type SaveOutcome } from "./save-file.ts";

/** The ways by which content leaves the page. There are no others: a test looks for them in the code. */
export interface Exits {
  /**
   * Saves a file where the user picks a place, or as a download. To be called from the handler of a click.
   *
   * @throws DOMException when the disk is full or the place cannot be written
   */
  saveFile(source: Blob, options: SaveOptions, signal?: AbortSignal): Promise<SaveOutcome>;
  /** Hands a file to the browser as a download. The name must be a bare file name. */
  saveBytes(name: string, content: BlobPart, type: string): Promise<"downloading" | "refused">;
  /** Puts a text into the clipboard; `copyFailed`: the browser does not let it. Never rejects. */
  copyText(text: string): Promise<"copied" | "copyFailed" | "refused">;
}

/** Something that was not let out because it holds a secret in use, and where; never the secret. */
export interface Refusal extends Partial<FileLeak> {
  /** Which secret it is, such as `token`. */
  kind: string;
  /** Name of the file, without secrets; undefined for a text on its way to the clipboard. */
  file?: string;
  /** Whether it stands in the name of the file. */
  inName?: boolean;
}

/** Loads what scans files, which the page does when it is idle. Without it no file leaves. */
export const loadLeakScan = loadOnce(() => import("./find-leak.ts"));

/**
 * Makes the ways out of the page. Each scans the final bytes for the secrets in use, in every encoding, before the first of them
 * leaves; what holds one is refused as a whole.
 *
 * @param onrefused told of each refusal
 */
export function createExits(
  secrets: Pick<LiveSecrets, "find" | "scrub">,
  onrefused: (refusal: Refusal) => void,
): Exits {
  /** Whether a file holds a secret, which is reported then. */
  async function isLeaking(
    name: string,
    content: Blob,
    options: Parameters<typeof findLeak>[2] = {},
  ): Promise<boolean> {
    const named = secrets.find(name);
    const leak = named
      ? { kind: named.kind, inName: true }
      : await (await loadLeakScan()).findLeak(content, secrets, options);
    if (leak !== undefined) onrefused({ file: secrets.scrub(name), ...leak });
    return leak !== undefined;
  }

  return {
    async saveFile(source, options, signal) {
      const onScan = (doneBytes: number) => options.onScan?.(doneBytes, source.size);
      try {
        if (await isLeaking(options.name, source, { signal, onScan })) return "refused";
      } catch (error) {
        if (signal?.aborted) return "cancelled";
        throw error;
      }
      return writeFile(source, options, signal);
    },
    async saveBytes(name, content, type) {
      const file = new Blob([content], { type });
      if (await isLeaking(name, file)) return "refused";
      startDownload(name, file);
      return "downloading";
    },
    async copyText(text) {
      const found = secrets.find(text);
      if (found !== undefined) {
        const line = text.slice(0, found.start).split("\n").length;
        const byte = new TextEncoder().encode(text.slice(0, found.start)).length;
        onrefused({ kind: found.kind, line, byte });
        return "refused";
      }
      try {
        // Without a secure context the page has no clipboard at all.
        await navigator.clipboard.writeText(text);
        return "copied";
      } catch {
        return "copyFailed";
      }
    },
  };
}
