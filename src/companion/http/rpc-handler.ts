import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { Code, ConnectError, createContextValues, type ConnectRouter } from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { sendHeadersKey } from "../../emulator/call-metadata.ts";
import { goingAwayWords } from "../../wire/going-away.ts";
import { platformPrefix } from "../../wire/paths.ts";
import { markAnswered } from "./mark-gateway.ts";
import { countedGzip } from "./counted-gzip.ts";
import { clientOf, createCallLimit } from "./limit-calls.ts";
import { bodyIdleMs, readBody } from "./read-body.ts";
import { refuseUndecodable } from "./undecodable-messages.ts";
import { createReadBudget, type ReadBudget } from "./read-budget.ts";

/**
 * Handles one request of either HTTP version. Node's HTTP/2 objects have the HTTP/1.1 interface, which is the one that
 * handlers use.
 */
export type HttpHandler = RequestListener;

/** What the handler needs. */
export interface RpcHandlerOptions {
  routes: (router: ConnectRouter) => void;
  /** Handles requests that are not calls. */
  fallback: HttpHandler;
  /** Ends every running call. */
  shutdownSignal: AbortSignal;
  /** Whether new calls are refused, because the server is being stopped. Default: they never are. */
  isStopping?: () => boolean;
  /** Method paths whose requests are streams: such a body may be silent for minutes. Default: none. */
  streamingRequests?: ReadonlySet<string>;
  /** Over the bytes of all requests; default: 128 MiB. */
  budget?: ReadBudget;
  /** Calls that a client may have at once; default: 256, as HTTP/2 streams on one connection. */
  maxCallsPerClient?: number;
  /** Whether only a proxy reaches this server, which names the client in `x-forwarded-for`; default false. */
  isBehindProxy?: boolean;
  /** Longest pause in the body of any other call, in milliseconds; default 10 s. */
  idleMs?: number;
}

/** One browser needs far fewer. */
const defaultCallsPerClient = 256;

/** Serves the routes as native gRPC (HTTP/2), gRPC-Web and Connect. */
export function createRpcHandler(options: RpcHandlerOptions): HttpHandler {
  const { routes, fallback, shutdownSignal, streamingRequests, idleMs = bodyIdleMs } = options;
  const { isStopping = () => false } = options;
  const { budget = createReadBudget(), maxCallsPerClient = defaultCallsPerClient, isBehindProxy = false } = options;
  const limit = createCallLimit(maxCallsPerClient);
  const responses = new WeakMap<object, ServerResponse>();
  const adapter = connectNodeAdapter({
    routes: (router) => {
      routes(router);
      refuseUndecodable(router);
    },
    fallback: (request, response) => {
      fallback(request as IncomingMessage, response as ServerResponse);
    },
    shutdownSignal,
    acceptCompression: [countedGzip(budget.hold)],
    // Audio and short messages gain nothing from gzip, and it would delay the first chunk of a stream.
    compressMinBytes: 0xffffffff,
    contextValues: (request) =>
      createContextValues().set(sendHeadersKey, (headers) => {
        const response = responses.get(request);
        if (response !== undefined) sendHeaders(response, headers);
      }),
  });
  return (request, response) => {
    const path = request.url?.split("?", 1)[0] ?? "";
    responses.set(request, response);
    // Connect reads the body through the request's own iterator, and words what it throws in the call's protocol.
    if (path.startsWith(platformPrefix)) {
      const leave = isStopping() ? undefined : limit.enter(clientOf(request, isBehindProxy));
      if (leave === undefined) {
        const why = isStopping() ? goingAway() : tooManyCalls(maxCallsPerClient);
        request[Symbol.asyncIterator] = () => refuse(why);
      } else {
        response.once("close", leave);
        markAnswered(response);
        if (!streamingRequests?.has(path)) {
          request[Symbol.asyncIterator] = () => readBody(request, { idleMs, count: budget.hold });
        }
      }
    }
    budget.run(response, () => adapter(request, response));
  };
}

async function* refuse(why: ConnectError): AsyncGenerator<never> {
  throw why;
}

function tooManyCalls(maxCalls: number): ConnectError {
  const words = `${String(maxCalls)} calls of this client are running already; try again when one has ended`;
  return new ConnectError(words, Code.ResourceExhausted);
}

function goingAway(): ConnectError {
  return new ConnectError(goingAwayWords, Code.Unavailable);
}

/**
 * Sends the headers of a call now. Connect delays them until the first message and then sends them again, which
 * Node refuses; the second call is turned into a no-op.
 */
function sendHeaders(response: ServerResponse, headers: Headers): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(200, Object.fromEntries(headers));
  response.flushHeaders();
  response.writeHead = () => response;
}
