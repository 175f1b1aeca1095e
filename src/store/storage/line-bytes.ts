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

/** The arrays one after another in a buffer of their own. */
export function concatBytes(arrays: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(arrays.reduce((sum, array) => sum + array.length, 0));
  let at = 0;
  for (const array of arrays) {
    joined.set(array, at);
    at += array.length;
  }
  return joined;
}
