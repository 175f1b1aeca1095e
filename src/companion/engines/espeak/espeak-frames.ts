/**
 * What the espeak-ng process writes to its pipe: a byte that says what it is, four bytes of length (little-endian), the rest.
 *
 * - `ready`: the engine is loaded and waits for jobs; the sample rate as decimal digits
 * - `audio`: a piece of the current job, 16-bit little-endian; the process waits for a line before it computes the next
 * - `done`: the job ended, by itself or because it was told to stop
 * - `missing`: the engine's package is not installed; `failed`: the job failed. Both carry the message as UTF-8
 */
export const frameKinds = ["ready", "audio", "done", "missing", "failed"] as const;

/** What a frame is. */
export type FrameKind = (typeof frameKinds)[number];

/** One message of the espeak-ng process. */
export interface Frame {
  kind: FrameKind;
  payload: Uint8Array<ArrayBuffer>;
}

/** Lines that answer an `audio` frame. */
export const carryOn = "+";
/** See `carryOn`. */
export const stop = "-";

const headerBytes = 5;

/** Writes a frame as bytes. */
export function writeFrame(kind: FrameKind, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(headerBytes + payload.length);
  bytes[0] = frameKinds.indexOf(kind);
  new DataView(bytes.buffer).setUint32(1, payload.length, true);
  bytes.set(payload, headerBytes);
  return bytes;
}

/** Puts frames together again from pieces of a pipe, however they were cut. */
export function createFrameReader(): (piece: Uint8Array) => Frame[] {
  let rest = new Uint8Array(0);
  return (piece) => {
    const bytes = new Uint8Array(rest.length + piece.length);
    bytes.set(rest);
    bytes.set(piece, rest.length);
    const view = new DataView(bytes.buffer);
    const frames: Frame[] = [];
    let at = 0;
    while (bytes.length - at >= headerBytes) {
      const end = at + headerBytes + view.getUint32(at + 1, true);
      if (bytes.length < end) break;
      frames.push({ kind: frameKinds[bytes[at] ?? -1] ?? "failed", payload: bytes.slice(at + headerBytes, end) });
      at = end;
    }
    rest = bytes.slice(at);
    return frames;
  };
}
