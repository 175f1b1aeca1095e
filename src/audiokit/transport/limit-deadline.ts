import type { Transport } from "@connectrpc/connect";

/**
 * A transport whose calls have at most so much time, whatever their caller allows. Live streams, in which the caller
 * decides how long he speaks, are left alone.
 *
 * @param longestMs asked for each call; undefined: no limit of its own
 */
export function limitDeadline(transport: Transport, longestMs: () => number | undefined): Transport {
  const shorter = (asked: number | undefined) => {
    const most = longestMs();
    return most === undefined ? asked : asked === undefined ? most : Math.min(asked, most);
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
