import { Decompress, ZstdErrorCode, type ZstdError } from "fzstd";
import { LogImportError } from "../../import-error.ts";
import { maxChunkBytes, type ByteSource } from "./byte-source.ts";

/** Packed bytes given to the unpacker at once: what comes out of them is held until it is read. */
const stepBytes = 16 * 1024;

/**
 * Unpacks zstd as it is read; of a file that is cut or damaged, what is readable, which a note tells. The checksum is not
 * looked at.
 */
export function zstdSource(packed: ByteSource): ByteSource {
  const source: ByteSource = { name: packed.name, notes: [], read };
  return source;

  async function* read(onBytes?: (bytes: number) => void): AsyncGenerator<Uint8Array> {
    let ready: Uint8Array[] = [];
    let doneBytes = 0;
    const unpacker = new Decompress((chunk) => {
      // Copied, because the unpacker writes over its window.
      for (let at = 0; at < chunk.length; at += maxChunkBytes) ready.push(chunk.slice(at, at + maxChunkBytes));
      doneBytes += chunk.length;
    });
    const push = (step: Uint8Array, last = false): Uint8Array[] => {
      ready = [];
      unpacker.push(step, last);
      return ready;
    };
    source.notes = packed.notes;
    try {
      for await (const chunk of packed.read(onBytes)) {
        for (let at = 0; at < chunk.length; at += stepBytes) yield* push(chunk.subarray(at, at + stepBytes));
      }
      yield* push(new Uint8Array(0), true);
    } catch (error) {
      if (error instanceof LogImportError) throw error;
      yield* ready;
      const isCut = (error as Partial<ZstdError>).code === ZstdErrorCode.UnexpectedEOF;
      source.notes = [...packed.notes, { kind: isCut ? "cut" : "damaged", bytes: doneBytes }];
    }
  }
}
