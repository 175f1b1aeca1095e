import { Code, ConnectError, type Interceptor } from "@connectrpc/connect";

/** Called with a failure of the platform itself: an engine that died, a bug. */
export type FaultReporter = (operation: string, fault: unknown) => void;

/**
 * Interceptor that reports failures which neither the request nor the client has caused. The client only gets
 * INTERNAL, so the host has to log them.
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
