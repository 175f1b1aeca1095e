/**
 * Frames that the espeak-ng process writes to its pipe: one byte of kind, four bytes of length (little-endian), the payload.
 *
 * - `ready`: the engine is loaded and waits for jobs; the sample rate as decimal digits
 * - `audio`: a chunk of the current job, 16-bit little-endian; the process waits for a line before it computes the next
 * - `done`: the job has ended, by itself or cancelled
 * - `missing`: the engine's package is not installed; `failed`: the job failed. Both have the message as UTF-8
 */
export const frameKinds = ["ready", "audio", "done", "missing", "failed"] as const;

/** Kind of a frame. */
export type FrameKind = (typeof frameKinds)[number];

/** One message of the espeak-ng process. */
export interface Frame {
  kind: FrameKind;
  payload: Uint8Array<ArrayBuffer>;
}

/** Answer to an `audio` frame: continue the job. */
export const carryOn = "+";
/** Answer to an `audio` frame: cancel the job. */
export const stop = "-";

const headerBytes = 5;

/** Encodes a frame. */
export function writeFrame(kind: FrameKind, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(headerBytes + payload.length);
  bytes[0] = frameKinds.indexOf(kind);
  new DataView(bytes.buffer).setUint32(1, payload.length, true);
  bytes.set(payload, headerBytes);
  return bytes;
}

/** Decodes frames from the chunks of a pipe, which may be split anywhere. */
export function createFrameReader(): (chunk: Uint8Array) => Frame[] {
  let rest = new Uint8Array(0);
  return (chunk) => {
    const bytes = new Uint8Array(rest.length + chunk.length);
    bytes.set(rest);
    bytes.set(chunk, rest.length);
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
