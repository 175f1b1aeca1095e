import { Code, ConnectError, type Interceptor } from "@connectrpc/connect";
import { interruptedField } from "../../wire/bidi-frame.ts";
import { StreamTorn } from "../contract/audiokit-error.ts";

/** Marks the failure of a stream whose response had begun and broke off: to a person that differs from no response. */
export const markInterrupted: Interceptor = (next) => async (request) => {
  const response = await next(request);
  return response.stream ? { ...response, message: watched(response.message, request.signal) } : response;
};

async function* watched<T>(messages: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  let hasBegun = false;
  try {
    for await (const message of messages) {
      hasBegun = true;
      yield message;
    }
  } catch (thrown) {
    if (!hasBegun || signal.aborted) throw thrown;
    const error = ConnectError.from(thrown);
    if (isTorn(error)) error.cause = new StreamTorn("the answer broke off", { cause: error.cause });
    throw error;
  }
}

/** The side that ends a stream sends its status; the bridge sends one for a platform that is gone. */
function isTorn({ code, metadata }: ConnectError): boolean {
  if (code === Code.ResourceExhausted) return false;
  return !metadata.has("grpc-status") || metadata.has(interruptedField);
}
