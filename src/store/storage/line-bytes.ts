const lineFeed = 10;

/** Size of each line in bytes, line feed included. */
export function lineSizes(bytes: Uint8Array): number[] {
  const sizes: number[] = [];
  for (let start = 0; start < bytes.length;) {
    const at = bytes.indexOf(lineFeed, start);
    const end = at < 0 ? bytes.length : at + 1;
    sizes.push(end - start);
    start = end;
  }
  return sizes;
}
