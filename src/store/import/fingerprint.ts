/** Bytes that are hashed at once. */
const sliceBytes = 1024 * 1024;

/**
 * Fingerprint of files: 16 hexadecimal digits of a SHA-256 over those of each megabyte of each file. It does not depend on
 * names or on the order of the files.
 *
 * @returns undefined in an insecure context, and for a file that cannot be read
 */
export async function fingerprintOf(files: Blob[]): Promise<string | undefined> {
  // Absent in an insecure context.
  const digest = (globalThis.crypto as Partial<Crypto>).subtle;
  if (digest === undefined) return undefined;
  const hash = async (bytes: BufferSource) => hex(new Uint8Array(await digest.digest("SHA-256", bytes)));
  try {
    const hashes: string[] = [];
    for (const file of files) {
      let slices = "";
      for (let start = 0; start < file.size; start += sliceBytes) {
        slices += await hash(await file.slice(start, start + sliceBytes).arrayBuffer());
      }
      hashes.push(slices);
    }
    return (await hash(new TextEncoder().encode(hashes.toSorted().join()))).slice(0, 16);
  } catch {
    // Told by the import itself.
    return undefined;
  }
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
