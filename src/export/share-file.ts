/** Whether this browser hands files to other apps at all: those of phones do, and some of computers. */
export function canShareFiles(): boolean {
  return canShare(new File(["a"], "a.txt", { type: "text/plain" }));
}

/**
 * Hands a file that was scanned, see `createExits`, to another app. To be called from the handler of a click.
 *
 * @returns undefined where the browser does not share it, as a kind of file it does not know or a click too long ago
 */
export async function shareFile(content: Blob, name: string): Promise<"shared" | "cancelled" | undefined> {
  const file = new File([content], name, { type: typeOf(name) });
  if (!canShare(file)) return undefined;
  try {
    await navigator.share({ files: [file] });
    return "shared";
  } catch (error) {
    return error instanceof DOMException && error.name === "AbortError" ? "cancelled" : undefined;
  }
}

function canShare(file: File): boolean {
  const { canShare } = navigator as { canShare?: Navigator["canShare"] };
  return canShare?.call(navigator, { files: [file] }) ?? false;
}

function typeOf(name: string): string {
  if (name.endsWith(".gz")) return "application/gzip";
  return name.endsWith(".zip") ? "application/zip" : "text/plain";
}
