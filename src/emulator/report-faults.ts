import { Code, ConnectError, type Interceptor } from "@connectrpc/connect";

/** Told of a failure that is the platform's own: an engine that died, a mistake in the program. */
export type FaultReporter = (operation: string, fault: unknown) => void;

/**
 * Reports what calls fail with when neither the request nor the caller is the reason. The caller learns no more than
 * INTERNAL, so somebody else has to hear of it.
 */
export function reportFaults(report: FaultReporter): Interceptor {
  return (next) => async (request) => {
    const look = (fault: unknown) => {
      const isOurs = !(fault instanceof ConnectError) || fault.code === Code.Internal;
      if (isOurs && !request.signal.aborted) report(`${request.service.typeName}/${request.method.name}`, fault);
    };
    try {
      const response = await next(request);
      return response.stream ? { ...response, message: watch(response.message, look) } : response;
    } catch (fault) {
      look(fault);
      throw fault;
    }
  };
}

async function* watch<T>(messages: AsyncIterable<T>, look: (fault: unknown) => void): AsyncGenerator<T> {
  try {
    yield* messages;
  } catch (fault) {
    look(fault);
    throw fault;
  }
}
