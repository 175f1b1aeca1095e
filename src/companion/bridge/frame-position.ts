import { envelopeHeadBytes } from "../../wire/bidi-frame.ts";

/** Where passing bytes stand among the gRPC frames that they hold. */
export interface FramePosition {
  /** Follows bytes that were passed on, however they are cut. */
  pass(bytes: Uint8Array): void;
  /** Whether a frame has begun that has not ended: nothing but its bytes may follow. */
  isWithin(): boolean;
}

/** Begins before the first frame. */
export function createFramePosition(): FramePosition {
  const head = new Uint8Array(envelopeHeadBytes);
  let headBytes = 0;
  let missing = 0;
  return {
    pass(bytes) {
      for (let at = 0; at < bytes.length;) {
        if (headBytes < envelopeHeadBytes) {
          head[headBytes++] = bytes[at++]!;
          if (headBytes === envelopeHeadBytes) missing = new DataView(head.buffer).getUint32(1);
        }
        if (headBytes === envelopeHeadBytes) {
          const taken = Math.min(missing, bytes.length - at);
          at += taken;
          missing -= taken;
          if (missing === 0) headBytes = 0;
        }
      }
    },
    isWithin: () => headBytes > 0,
  };
}
