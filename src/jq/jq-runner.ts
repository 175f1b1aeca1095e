import wasmUrl from "jq-wasm/jq.wasm?url";
import { maxInputBytes, type FromJq, type JqRequest, type JqResult, type ToJq } from "./jq-messages.ts";

/**
 * Runs jq over a Blob, in a worker of its own that ends with it.
 *
 * @param onRead called with the bytes of the input that jq has read
 * @throws RangeError when the input is larger than `maxInputBytes`
 * @throws DOMException `AbortError` when the signal aborts, whatever the program does
 * @throws Error when the worker cannot be started, or fails
 */
export type JqRunner = (
  request: JqRequest,
  onRead: (readBytes: number) => void,
  signal: AbortSignal,
) => Promise<JqResult>;

/** Creates a runner; nothing is loaded before its first run. */
export function createJqRunner(createWorker: () => Worker): JqRunner {
  return async (request, onRead, signal) => {
    if (request.input.size > maxInputBytes) throw new RangeError(`the input has ${String(request.input.size)} bytes`);
    signal.throwIfAborted();
    const worker = createWorker();
    try {
      return await new Promise<JqResult>((resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
        worker.onerror = ({ message }) => reject(new Error(message || "the worker of jq did not start"));
        worker.onmessage = ({ data }: MessageEvent<FromJq>) => {
          if ("readBytes" in data) onRead(data.readBytes);
          else if ("result" in data) resolve(data.result);
          else reject(new Error(data.failure));
        };
        // The worker has no address to count from.
        worker.postMessage({ ...request, wasmUrl: new URL(wasmUrl, location.href).href } satisfies ToJq);
      });
    } finally {
      worker.terminate();
    }
  };
}
