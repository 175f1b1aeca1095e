import type { Transport } from "@connectrpc/connect";

/**
 * A transport that caps the deadline of its calls, whatever their caller allows. Live streams, whose length the person
 * decides, are left alone.
 *
 * @param longestMs read for each call; undefined: no limit of its own
 */
export function limitDeadline(transport: Transport, longestMs: () => number | undefined): Transport {
  const shorter = (requestedMs: number | undefined) => {
    const most = longestMs();
    return most === undefined ? requestedMs : requestedMs === undefined ? most : Math.min(requestedMs, most);
  };
  return {
    unary: (method, signal, timeoutMs, ...rest) => transport.unary(method, signal, shorter(timeoutMs), ...rest),
    stream: (method, signal, timeoutMs, ...rest) =>
      transport.stream(
        method,
        signal,
        method.methodKind === "server_streaming" ? shorter(timeoutMs) : timeoutMs,
        ...rest,
      ),
  };
}
