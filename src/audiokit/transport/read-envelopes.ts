import { Code, ConnectError } from "@connectrpc/connect";
import type { EnvelopedMessage } from "@connectrpc/connect/protocol";
import { envelopeHeadBytes } from "../../wire/bidi-frame.ts";
import { joinBytes } from "../../basics/bytes.ts";

/**
 * Cuts bytes into gRPC envelopes, however they arrive.
 *
 * What lies in one piece is given as a view of it: Connect's own reader makes room for every message and copies it, a third
 * of the time of a long stream. What is spread over pieces is joined when its last byte is there, so that a length which
 * nobody sends takes no memory.
 *
 * @throws ConnectError `invalid_argument` when the bytes end within an envelope; and what reading them throws
 */
export async function* readEnvelopes(bytes: ReadableStream<Uint8Array>): AsyncGenerator<EnvelopedMessage, void> {
  const reader = bytes.getReader();
  let rest: Uint8Array = new Uint8Array();

  /** The next bytes; undefined when there are none at all. */
  async function take(sizeBytes: number): Promise<Uint8Array | undefined> {
    const pieces: Uint8Array[] = [];
    for (let missing = sizeBytes; ;) {
      const piece = rest.subarray(0, missing);
      rest = rest.subarray(piece.length);
      missing -= piece.length;
      if (missing === 0 && pieces.length === 0) return piece;
      if (piece.length > 0) pieces.push(piece);
      if (missing === 0) return joinBytes(pieces);
      const { done, value } = await reader.read();
      if (!done) rest = value;
      else if (pieces.length === 0) return undefined;
      else throw new ConnectError("protocol error: incomplete envelope", Code.InvalidArgument);
    }
  }

  for (;;) {
    const head = await take(envelopeHeadBytes);
    const data = head && (await take(new DataView(head.buffer, head.byteOffset).getUint32(1)));
    if (!data) return;
    yield { flags: head[0]!, data };
  }
}
