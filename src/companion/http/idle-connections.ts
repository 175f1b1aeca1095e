/**
 * Envoy closes an idle connection to the companion after this time, in milliseconds; `envoy.yaml` has the same value.
 *
 * It must close first: a connection that the companion closes may already carry a request, which Envoy then answers
 * with 503 (flag UC). Timers of the companion run on while the machine is too busy for it, so they are much longer.
 */
export const gatewayIdleSeconds = 10;

/** Keep-alive timeout of the companion for HTTP/1.1, in milliseconds. */
export const idleConnectionMs = 60_000;

/** The companion closes a connection without a first byte after this time, in milliseconds; Envoy preconnects such. */
export const silentConnectionMs = 30_000;

/** The companion closes an HTTP/2 connection without streams after this time, in milliseconds; Envoy after four minutes. */
export const idleSessionMs = 10 * 60_000;

/** The bridge closes its idle connection to the platform after this time, in milliseconds, so that it closes first there. */
export const bridgeSessionIdleMs = 5 * 60_000;
