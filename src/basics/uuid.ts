/** The part of Web Crypto that is needed; `randomUUID` is missing where a page is not a secure context (plain http). */
export type UuidSource = Pick<typeof crypto, "getRandomValues"> & Partial<Pick<typeof crypto, "randomUUID">>;

/** A random UUID (version 4, RFC 9562) in lower case, also in pages served over plain http. */
export function randomUuid(source: UuidSource = crypto): string {
  if (source.randomUUID) return source.randomUUID();
  const bytes = source.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40; // version 4
  bytes[8] = (bytes[8]! & 0x3f) | 0x80; // variant 10
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}
