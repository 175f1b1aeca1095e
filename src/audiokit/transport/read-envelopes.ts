import { Code, ConnectError } from "@connectrpc/connect";
import { compressedFlag, type EnvelopedMessage } from "@connectrpc/connect/protocol";
import { envelopeHeadBytes } from "../../wire/bidi-frame.ts";
import { joinBytes } from "../../basics/bytes.ts";
import { StreamTorn } from "../contract/audiokit-error.ts";

/**
 * Cuts bytes into gRPC envelopes, however they arrive.
 *
 * An envelope inside one chunk is a view of it: Connect's own reader allocates for every message and copies it, a third
 * of the time of a long stream. One that is spread over chunks is joined when its last byte is there, so that a length
 * without bytes takes no memory.
 *
 * @param onBytes called with the number of bytes whenever some have come
 * @throws ConnectError `unknown` with a StreamTorn when the bytes end within an envelope; and what reading them throws
 */
export async function* readEnvelopes(
  bytes: ReadableStream<Uint8Array>,
  onBytes?: (sizeBytes: number) => void,
): AsyncGenerator<EnvelopedMessage, void> {
  const reader = bytes.getReader();
  let rest: Uint8Array = new Uint8Array();

  /** The next bytes; undefined when there are none at all. */
  async function take(sizeBytes: number): Promise<Uint8Array | undefined> {
    const chunks: Uint8Array[] = [];
    for (let missing = sizeBytes; ;) {
      const chunk = rest.subarray(0, missing);
      rest = rest.subarray(chunk.length);
      missing -= chunk.length;
      if (missing === 0 && chunks.length === 0) return chunk;
      if (chunk.length > 0) chunks.push(chunk);
      if (missing === 0) return joinBytes(chunks);
      const { done, value } = await reader.read();
      if (!done) {
        rest = value;
        onBytes?.(value.length);
      } else if (chunks.length === 0) return undefined;
      else throw cut(sizeBytes - missing, sizeBytes);
    }
  }

  for (;;) {
    const head = await take(envelopeHeadBytes);
    if (!head) return;
    const sizeBytes = new DataView(head.buffer, head.byteOffset).getUint32(1);
    const data = await take(sizeBytes);
    if (!data) throw cut(0, sizeBytes);
    yield { flags: head[0]!, data };
  }
}

/** Refuses a compressed message, which nobody wanted. @throws ConnectError `internal` */
export function refuseCompressed(flags: number, header: Headers): void {
  if ((flags & compressedFlag) !== compressedFlag) return;
  throw new ConnectError("protocol error: received unsupported compressed output", Code.Internal, header);
}

/** Nobody's wrong request: the answer is not whole. */
function cut(cameBytes: number, sizeBytes: number): ConnectError {
  const words = `incomplete envelope: ${String(cameBytes)} of ${String(sizeBytes)} bytes came`;
  return new ConnectError(words, Code.Unknown, undefined, undefined, new StreamTorn("the answer broke off"));
}
