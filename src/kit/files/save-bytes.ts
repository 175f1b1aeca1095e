/** Hands bytes to the browser as a download. The name must be a bare file name. */
export function saveBytes(name: string, content: BlobPart, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the address some time after the click; a minute is more than enough to begin.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
