import { loadJq } from "jq-wasm";
import { maxOutputBytes, maxOutputLines, type JqRequest, type JqResult } from "./jq-messages.ts";
import { createOutput, OutputFull } from "./output.ts";

/** What a run needs from where it takes place. */
export interface JqDeps {
  /** Compiles jq over the functions that it calls; what it rejects with ends the run. */
  instantiate(imports: WebAssembly.Imports): Promise<WebAssembly.WebAssemblyInstantiatedSource>;
  /** Reads bytes of the input, at once; it may give fewer, but none at the end only. */
  read(from: number, to: number): Uint8Array;
}

/** How jq-wasm 3.0.0 calls reading and writing (`fd_read` and `fd_write` of WASI). Another build has other letters. */
const [readName, writeName] = ["h", "d"];
const standardOutput = 1;
const maxErrorBytes = 100_000;

/**
 * Runs real jq once. It reads the input piece by piece and is ended as soon as it has written too much, so neither has to fit
 * into memory.
 *
 * The package by itself would take all input as one text and collect all output.
 */
export async function runJq({ program, options, input }: JqRequest, { instantiate, read }: JqDeps): Promise<JqResult> {
  const output = createOutput(maxOutputBytes, maxOutputLines);
  const errors = createOutput(maxErrorBytes, Infinity);
  let memory: WebAssembly.Memory;
  let at = 0;
  const write = (file: number, vectors: number, count: number, written: number): number => {
    const pieces = vectorsOf(memory, vectors, count);
    for (const piece of pieces) (file === standardOutput ? output : errors).write(piece);
    setNumber(memory, written, lengthOf(pieces));
    return 0;
  };
  const readInto = (_file: number, vectors: number, count: number, taken: number): number => {
    const from = at;
    for (const piece of vectorsOf(memory, vectors, count)) {
      const bytes = read(at, Math.min(at + piece.length, input.size));
      piece.set(bytes);
      at += bytes.length;
      // What is read must have no gap in it.
      if (bytes.length < piece.length) break;
    }
    setNumber(memory, taken, at - from);
    return 0;
  };
  const jq = await new Promise<Awaited<ReturnType<typeof loadJq>>>((resolve, reject) => {
    loadJq({
      instantiateWasm(imports, onSuccess) {
        const calls = { ...imports["a"], [readName!]: readInto, [writeName!]: write };
        // The loader has no way to hear of a failure, and would wait for ever.
        instantiate({ ...imports, a: calls }).then(({ instance, module }) => {
          memory = Object.values(instance.exports).find((one) => one instanceof WebAssembly.Memory)!;
          onSuccess(instance, module);
        }, reject);
      },
    }).then(resolve, reject);
  });
  const ended = (exit: JqResult["exit"]): JqResult => ({ output: output.text(), errors: errors.text(), exit });
  try {
    return ended(jq.raw("", program, [...options]).exitCode);
  } catch (error) {
    if (error instanceof OutputFull) return error.isOf(output) ? { ...ended(0), cut: error.bound } : ended(5);
    // It gives up by a trap, after it has said why.
    if (errors.text().includes("cannot allocate memory")) return ended("memory");
    throw error;
  }
}

/** The pieces of memory that a call of WASI names. */
function vectorsOf({ buffer }: WebAssembly.Memory, address: number, count: number): Uint8Array[] {
  const view = new DataView(buffer);
  return Array.from({ length: count }, (_, index) => {
    const vector = address + 8 * index;
    return new Uint8Array(buffer, view.getUint32(vector, true), view.getUint32(vector + 4, true));
  });
}

const setNumber = ({ buffer }: WebAssembly.Memory, address: number, value: number) =>
  new DataView(buffer).setUint32(address, value, true);
const lengthOf = (pieces: Uint8Array[]) => pieces.reduce((sum, { length }) => sum + length, 0);
