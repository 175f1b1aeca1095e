/**
 * The content security policy: load only from the page's origin, connect to it and the given origins (WebSockets too), play blobs, create
 * markup or workers only through the two named policies.
 */
export function contentSecurityPolicy(callableOrigins: readonly string[] = []): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    // A live call is a WebSocket, which an origin of https does not cover.
    ["connect-src 'self'", ...callableOrigins.flatMap((origin) => [origin, origin.replace(/^http/, "ws")])].join(" "),
    "media-src 'self' blob:",
    "img-src 'self' data: blob:",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types svelte-trusted-html audiokit-worker",
  ].join("; ");
}

/** The policy that a document states of itself, where no server sends one: without what only a header may say. */
export const documentPolicy = contentSecurityPolicy().replace(" frame-ancestors 'none';", "");

/**
 * The policy of the worker that runs jq: it may compile WebAssembly and load from its own origin, and nothing else. A worker has the
 * policy of its own script, so the page may not.
 */
export const jqWorkerPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

/** Headers of every response that a browser may show or run. */
export const securityHeaders: Readonly<Record<string, string>> = {
  "content-security-policy": contentSecurityPolicy(),
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "microphone=(self), camera=(), geolocation=(), payment=(), usb=()",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};
