import type { LogFileName, LogFilePart, LogStore } from "./log-store.ts";

/** How often a snapshot is taken where the log rotates meanwhile. */
const mostAttempts = 5;

/**
 * Files of a log as they are now, each part as a file that refers to what is stored: nothing is copied. A part without lines is left out.
 *
 * @throws Error when the log rotates each time
 */
export async function snapshotFiles(
  store: Pick<LogStore, "flush" | "parts" | "exportPart">,
  names: readonly LogFileName[],
): Promise<File[]> {
  await store.flush();
  const partsNow = async () => (await store.parts()).filter((part) => names.includes(part.file) && part.lines > 0);
  for (let left = mostAttempts; left > 0; left--) {
    const parts = await partsNow();
    const files = await Promise.all(
      parts.map(async ({ file, backup }) => {
        const name = backup === 0 ? file : `${file}.${String(backup)}`;
        return new File([await store.exportPart(file, backup)], name);
      }),
    );
    // A rotation gives each backup the next number: one part would be there twice, and another not at all.
    if (backupsOf(parts) === backupsOf(await partsNow())) return files;
  }
  throw new Error("the log rotated while it was read");
}

function backupsOf(parts: LogFilePart[]): string {
  return JSON.stringify(parts.filter(({ backup }) => backup > 0));
}
