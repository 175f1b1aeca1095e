import { Code, ConnectError, type Interceptor, type Transport } from "@connectrpc/connect";
import type { LiveSecrets } from "../../basics/live-secrets.ts";
import { maxMessageBytes, messageSizeBytes } from "../../wire/message-size.ts";
import { MessageTooLarge } from "../contract/audiokit-error.ts";
import { createBidiSocketTransport } from "./bidi-socket-transport.ts";
import { addCredentials, type CallCredentials } from "./call-credentials.ts";
import { limitDeadline } from "./limit-deadline.ts";
import { markInterrupted } from "./mark-interrupted.ts";
import { grpcWebStreams } from "./grpc-web-streams.ts";
import { grpcWebUnary } from "./grpc-web-unary.ts";
import { scrubResponses } from "./scrub-responses.ts";
import { isGrpc, watchResponses } from "./watch-responses.ts";

export interface TransportOptions extends CallCredentials {
  /** Where Envoy or the companion listens, e.g. `https://audiokit.example`. */
  baseUrl: string;
  /** Where live calls go, e.g. `https://audiokit.example/bridge`; without it they fail as `unimplemented`. */
  bridgeUrl?: string;
  /** Seen by every call, the first outermost; they see the call before the token is added. */
  interceptors?: Interceptor[];
  /** Learns the secrets that go with a call and takes them out of its response. Default: a response is passed on as it came. */
  secrets?: LiveSecrets;
  /** Longest time of a call that is not live, in milliseconds, read for each call; undefined: what the call itself allows. */
  longestMs?: () => number | undefined;
  /** Default: the browser's. */
  fetch?: typeof globalThis.fetch;
  /** Carries live calls. Default: the browser's. */
  WebSocket?: typeof globalThis.WebSocket;
}

/** Opens the transport to the platform: gRPC-Web for unary calls and server streams, the bridge for streams both ways. */
export function createAudioKitTransport(options: TransportOptions): Transport {
  const { baseUrl, bridgeUrl, token, metadata, longestMs, fetch = globalThis.fetch.bind(globalThis) } = options;
  const interceptors = [
    ...(options.interceptors ?? []),
    rejectLargeMessages(maxMessageBytes),
    ...((token ?? metadata) ? [addCredentials(options)] : []),
    markInterrupted,
    ...(options.secrets ? [scrubResponses(options.secrets)] : []),
  ];
  const watched = watchResponses(fetch);
  const webOptions = {
    baseUrl,
    interceptors,
    fetch: async (input: RequestInfo | URL, init?: RequestInit) =>
      checkAnswer(await watched(input, init).catch(rethrowUnreachable)),
  };
  const web = { unary: grpcWebUnary(webOptions), stream: grpcWebStreams(webOptions) };
  const socket = createBidiSocketTransport({
    bridgeUrl: bridgeUrl ?? baseUrl,
    // Refused behind the interceptors, so that the attempt is logged.
    interceptors: bridgeUrl === undefined ? [...interceptors, refuseLive] : interceptors,
    fetch,
    ...(options.WebSocket && { WebSocket: options.WebSocket }),
  });
  const both = routeByStreamKind(web, socket);
  return longestMs ? limitDeadline(both, longestMs) : both;
}

/** One transport of two: streams that the caller sends go over `live`, everything else over `web`. */
export function routeByStreamKind(web: Transport, live: Transport): Transport {
  return {
    unary: (...call) => web.unary(...call),
    stream: (...call) => (call[0].methodKind === "server_streaming" ? web : live).stream(...call),
  };
}

/** A call that cannot be carried for want of a bridge. */
const refuseLive: Interceptor = () => () => {
  const words = "live calls need a bridge, and none is configured: set bridgeUrl";
  return Promise.reject(new ConnectError(words, Code.Unimplemented));
};

/**
 * Refuses a message over the limit before anything is sent: a proxy that refuses it midway looks like a lost network.
 *
 * @param maxBytes of the message's wire form
 */
export function rejectLargeMessages(maxBytes: number): Interceptor {
  return (next) => async (request) => {
    if (!request.stream) {
      check(messageSizeBytes(request.method.input, request.message), maxBytes);
      return next(request);
    }
    const { method, message } = request;
    return next({ ...request, message: checked(message, (sent) => messageSizeBytes(method.input, sent), maxBytes) });
  };
}

async function* checked<T>(messages: AsyncIterable<T>, sizeOf: (message: T) => number, maxBytes: number) {
  for await (const message of messages) {
    check(sizeOf(message), maxBytes);
    yield message;
  }
}

function check(sizeBytes: number, maxBytes: number): void {
  if (sizeBytes <= maxBytes) return;
  const words = `the message has ${String(sizeBytes)} bytes, the platform accepts ${String(maxBytes)}`;
  throw new ConnectError(words, Code.ResourceExhausted, undefined, undefined, new MessageTooLarge(words));
}

/** What fetch throws when no response came is "unavailable"; Connect alone would call it "unknown". */
function rethrowUnreachable(thrown: unknown): never {
  if (!(thrown instanceof TypeError)) throw thrown;
  throw new ConnectError(thrown.message, Code.Unavailable, undefined, undefined, thrown);
}

/**
 * A page in the place of a response (a login form, a wrong URL) is named as one, and so is gRPC without gRPC-Web; their contents would
 * be read as frames.
 */
function checkAnswer(response: Response): Response {
  if (!response.ok || isGrpc(response)) return response;
  const type = response.headers.get("content-type") ?? "no content type";
  const words = `the server answered ${String(response.status)} with ${type} instead of gRPC-Web`;
  throw new ConnectError(words, Code.Unknown, response.headers);
}
