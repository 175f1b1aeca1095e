/** A range of bytes from `start` to `end`, exclusive. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * Parses a `Range` header. Several ranges, and anything malformed, mean the whole, as HTTP allows.
 *
 * @param size of the whole, in bytes
 */
export function rangeOf(header: string | null, size: number): ByteRange | "none of it" {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "") ?? [];
  if (first === undefined || last === undefined || (first === "" && last === "")) return { start: 0, end: size };
  if (first !== "" && last !== "" && Number(first) > Number(last)) return { start: 0, end: size };
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size : Math.min(size, Number(last) + 1);
  return start < end ? { start, end } : "none of it";
}
