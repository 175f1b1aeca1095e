/**
 * Envoy lets a connection to the companion go when nothing was asked on it for this long; `envoy.yaml` says the same.
 *
 * It must be the first of the two: a connection that the companion closes may carry a request by then, which Envoy answers
 * with 503 (flag UC). The companion's own clocks run on while its machine is too busy for it, so they are set far later.
 */
export const gatewayIdleSeconds = 10;

/** The companion closes an http/1.1 connection on which nothing was asked since the last answer for this long. */
export const idleConnectionMs = 60_000;

/** The companion closes a connection that has never said anything after this time; Envoy opens such for later use. */
export const silentConnectionMs = 30_000;

/** The companion closes an HTTP/2 connection without a call after this time; Envoy does after four minutes. */
export const idleSessionMs = 10 * 60_000;

/** The bridge lets its own connection to the platform go after this time, so that it is the first of the two there as well. */
export const bridgeSessionIdleMs = 5 * 60_000;
