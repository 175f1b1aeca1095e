/**
 * What was seen of the response of one call, as far as it came. Its transport fills it in while it comes, and whoever tells of
 * the failure reads it.
 */
export interface SeenResponse {
  /** Undefined: no headers have come, or they came by another way than HTTP. */
  httpStatus?: number;
  /** As they came: not free of secrets. */
  headers?: Headers;
  /** It was a redirect, of which a browser shows neither status nor fields. */
  isRedirect?: boolean;
  /** gRPC messages that came whole. */
  messages: number;
  hasTrailers: boolean;
  /** Bytes of the body, as far as it was read. */
  bytes: number;
  /** When its last byte came, a header's included, by the clock that never jumps. */
  lastByteAtMs?: number;
  /** A body that is no gRPC, as text, as far as it was read: not free of secrets. */
  foreignBody?: string;
  /** The same body as it came. */
  foreignBytes?: Uint8Array;
}

/**
 * By the signal of the call, which is the call's own and which interceptors and `fetch` share: an error is replaced on its way, and a
 * deadline has none of the transport's.
 */
const responses = new WeakMap<AbortSignal, SeenResponse>();

/** Begins to note a response; that of an earlier attempt of the same call is forgotten. */
export function openSeenResponse(signal?: AbortSignal | null): SeenResponse {
  const seen: SeenResponse = { messages: 0, hasTrailers: false, bytes: 0 };
  if (signal) responses.set(signal, seen);
  return seen;
}

/** What was seen so far of the response of a call; undefined when the call has not been sent. */
export function seenResponse(signal: AbortSignal): SeenResponse | undefined {
  return responses.get(signal);
}

/** Notes that the response has begun. */
export function noteHeaders(seen: SeenResponse, headers: Headers, httpStatus?: number): void {
  seen.headers = headers;
  if (httpStatus !== undefined) seen.httpStatus = httpStatus;
  seen.hasTrailers = headers.has("grpc-status");
  seen.lastByteAtMs = performance.now();
}

/** Notes that so many bytes of the body have come. */
export function noteBytes(seen: SeenResponse, sizeBytes: number): void {
  seen.bytes += sizeBytes;
  seen.lastByteAtMs = performance.now();
}
