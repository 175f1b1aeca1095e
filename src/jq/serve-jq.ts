import type { FromJq, ToJq } from "./jq-messages.ts";
import { runJq } from "./run-jq.ts";

/** What is read of the input at once, in bytes. */
const pieceBytes = 4 * 1024 * 1024;

/** Answers the one request that the worker gets. */
export function serveJq(worker: DedicatedWorkerGlobalScope): void {
  const post = (message: FromJq): void => worker.postMessage(message);
  worker.onmessage = async ({ data: { wasmUrl, ...request } }: MessageEvent<ToJq>) => {
    const instantiate = (imports: WebAssembly.Imports) => WebAssembly.instantiateStreaming(fetch(wasmUrl), imports);
    const read = readAhead(request.input, (readBytes) => post({ readBytes }));
    try {
      post({ result: await runJq(request, { instantiate, read }) });
    } catch (error) {
      post({ failure: String(error) });
    }
  };
}

/** Reads a Blob in large pieces; jq asks for a few kilobytes at a time. */
function readAhead(input: Blob, onRead: (readBytes: number) => void): (from: number, to: number) => Uint8Array {
  const reader = new FileReaderSync();
  let start = 0;
  let piece = new Uint8Array();
  return (from, to) => {
    if (from === input.size) return new Uint8Array();
    if (from < start || from >= start + piece.length) {
      start = from;
      piece = new Uint8Array(reader.readAsArrayBuffer(input.slice(from, from + pieceBytes)));
      onRead(start + piece.length);
    }
    return piece.subarray(from - start, to - start);
  };
}
