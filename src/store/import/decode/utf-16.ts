/**
 * Converts a stream of UTF-16 to UTF-8, with halves of surrogate pairs as three bytes each, so that `toUtf16` gives back
 * every byte. A last odd byte is dropped.
 */
export function createUtf16Reader(littleEndian: boolean): (chunk: Uint8Array) => Uint8Array {
  let oddByte: number | undefined;
  let highHalf = 0;
  return (chunk) => {
    const out = new Uint8Array((chunk.length / 2 + 2) * 3);
    let length = 0;
    for (let at = oddByte === undefined ? 0 : -1; at < chunk.length; at += 2) {
      const first = at < 0 ? oddByte! : chunk[at]!;
      const second = chunk[at + 1];
      if (second === undefined) {
        oddByte = first;
        return out.subarray(0, length);
      }
      const unit = littleEndian ? first | (second << 8) : (first << 8) | second;
      const joins = highHalf !== 0 && (unit & 0xfc00) === 0xdc00;
      if (joins) length = put(out, length, 0x10000 + ((highHalf & 0x3ff) << 10) + (unit & 0x3ff));
      else {
        if (highHalf !== 0) length = put(out, length, highHalf);
        if ((unit & 0xfc00) !== 0xd800) length = put(out, length, unit);
      }
      highHalf = !joins && (unit & 0xfc00) === 0xd800 ? unit : 0;
    }
    oddByte = undefined;
    return out.subarray(0, length);
  };
}

function put(out: Uint8Array, at: number, code: number): number {
  if (code < 0x80) {
    out[at] = code;
    return at + 1;
  }
  const bytes = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  let rest = code;
  for (let place = at + bytes - 1; place > at; place--) {
    out[place] = 0x80 | (rest & 0x3f);
    rest >>= 6;
  }
  out[at] = (bytes === 2 ? 0xc0 : bytes === 3 ? 0xe0 : 0xf0) | rest;
  return at + bytes;
}

/** Converts what `createUtf16Reader` gave back to UTF-16. @param bytes whole letters */
export function toUtf16(bytes: Uint8Array, littleEndian: boolean): Uint8Array<ArrayBuffer> {
  const out = new DataView(new ArrayBuffer(bytes.length * 2));
  let length = 0;
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at++]!;
    const more = lead < 0x80 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    let code = more === 0 ? lead : lead & (0x3f >> more);
    for (const end = at + more; at < end; at++) code = (code << 6) | (bytes[at]! & 0x3f);
    if (code >= 0x10000) {
      out.setUint16(length, 0xd7c0 + (code >> 10), littleEndian);
      length += 2;
      code = 0xdc00 | (code & 0x3ff);
    }
    out.setUint16(length, code, littleEndian);
    length += 2;
  }
  return new Uint8Array(out.buffer, 0, length);
}
