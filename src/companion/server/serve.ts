import { createServer as createHttp1 } from "node:http";
import { createServer as createHttp2 } from "node:http2";
import type { AddressInfo, Server } from "node:net";
import type { ConnectRouter } from "@connectrpc/connect";
import { sendText } from "../http/responses.ts";
import { baseUrlOf } from "../http/base-url.ts";
import { createBridge, type Bridge } from "../bridge/bridge.ts";
import { bridgedMethods } from "../bridge/bridged-methods.ts";
import { createConsoleRoutes, type ConsoleRoutes } from "./console-routes.ts";
import { guardRequests } from "../http/guard-requests.ts";
import { limitConnections } from "../http/limit-connections.ts";
import { createRunningRequests } from "../http/running-requests.ts";
import { createReadBudget } from "../http/read-budget.ts";
import { idleConnectionMs, idleSessionMs } from "../http/idle-connections.ts";
import { markGateway } from "../http/mark-gateway.ts";
import { resetUnreadStreams } from "../http/reset-unread-streams.ts";
import { namesLoopback } from "../http/loopback.ts";
import { createHttp1Http2Port } from "../http/http1-http2-port.ts";
import type { Page } from "../page.ts";
import { createRpcHandler, type HttpHandler } from "../http/rpc-handler.ts";

/** What one port serves. */
export interface ServeOptions extends Omit<ConsoleRoutes, "bridgeStatus" | "isStopping"> {
  host: string;
  /** 0 takes a free port. */
  port: number;
  routes: (router: ConnectRouter) => void;
  /** Upstream of the bridge, HTTP/2 with prior knowledge; default: this server itself. */
  platformUrl?: string;
  /** Refuse requests whose `Host` is not a name of this machine. */
  onlyLocalNames: boolean;
  /** Handles WebSockets of the page, see `Page`; absent: the bridge gets all of them. */
  upgradePage?: Page["upgrade"];
  /** Open connections at once; default 1024. */
  maxConnections?: number;
  /** Whether only Envoy reaches this server, which names the client in `x-forwarded-for`; default false. */
  isBehindProxy?: boolean;
  /** Calls that a client may have at once; default 256. Live calls over the bridge: default 32. */
  maxCallsPerClient?: number;
  /** Longest pause in the body of a call that is no stream, in milliseconds; default 10 s. */
  bodyIdleMs?: number;
  /** Bytes of requests held at once; default 128 MiB. */
  maxHeldBytes?: number;
  /** Longest time for the headers of an HTTP/1.1 request, in milliseconds; default 10 s. */
  headersTimeoutMs?: number;
}

/** A running server. Must be closed. */
export interface RunningServer {
  port: number;
  /**
   * Refuses further calls, tells live ones that the server goes, and resolves when no request is left. Waits as long as that
   * takes: whoever calls it bounds it. It is then to be closed.
   */
  drain(): Promise<void>;
  /** Ends every call and connection at once. */
  close(): Promise<void>;
}

/** Most concurrent streams of a connection: one browser needs fewer. */
const maxStreamsPerConnection = 256;
/** Flow-control window of a connection, in bytes: Node's 64 KiB make a large upload wait for round trips. */
const connectionWindowBytes = 16 * 1024 * 1024;
const streamWindowBytes = 1024 * 1024;

/**
 * Serves the page, the token endpoint and the platform as gRPC-Web, Connect and native gRPC on one port.
 *
 * @throws Error with Node's `code` when the port cannot be listened on
 */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  const shutdown = new AbortController();
  const running = createRunningRequests();
  let isStopping = false;
  const { isBehindProxy = false, maxCallsPerClient } = options;
  const perClient = { isBehindProxy, ...(maxCallsPerClient !== undefined && { maxCallsPerClient }) };
  const bridge = createBridge({
    upstreamUrl: () => options.platformUrl ?? urlOf(server),
    methods: bridgedMethods,
    ...perClient,
    ...(options.corsOrigins && { corsOrigins: options.corsOrigins }),
  });
  const calls = createRpcHandler({
    routes: options.routes,
    fallback: createConsoleRoutes({ ...options, bridgeStatus: bridge.status, isStopping: () => isStopping }),
    shutdownSignal: shutdown.signal,
    isStopping: () => isStopping,
    streamingRequests: bridgedMethods,
    budget: createReadBudget(options.maxHeldBytes),
    ...perClient,
    ...(options.bodyIdleMs !== undefined && { idleMs: options.bodyIdleMs }),
  });
  const guarded = guardRequests(calls, options.corsOrigins ?? []);
  const answer = markGateway(options.onlyLocalNames ? onlyForThisMachine(guarded) : guarded);
  const handler: HttpHandler = (request, response) => {
    running.add(response);
    answer(request, response);
  };
  const { headersTimeoutMs = 10_000 } = options;
  const http1 = createHttp1(
    {
      headersTimeout: headersTimeoutMs,
      connectionsCheckingInterval: headersTimeoutMs,
      keepAliveTimeout: idleConnectionMs,
      // Anything else, such as curl's `h2c`, is handled as if no upgrade had been requested.
      shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === "websocket",
    },
    handler,
  );
  http1.on("upgrade", takeUpgrades(bridge, options));
  const http2 = createHttp2({
    settings: { maxConcurrentStreams: maxStreamsPerConnection, initialWindowSize: streamWindowBytes },
  });
  http2.on("request", handler as never);
  tendSessions(http2);
  // Node enforces the timeouts of HTTP/1.1 only for a server that listens; this one is given its connections.
  http1.emit("listening");

  const server = createHttp1Http2Port({ http1, http2 });
  const connections = limitConnections(server, { http1, http2 }, options.maxConnections);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(options.port, options.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async drain() {
      isStopping = true;
      await bridge.leave();
      await running.ended();
    },
    async close() {
      shutdown.abort();
      bridge.close();
      const closed = new Promise((done) => server.close(done));
      connections.destroyAll();
      http1.close();
      await closed;
    },
  };
}

/** Refuses pages of other sites whose name resolves to this machine (DNS rebinding). */
function onlyForThisMachine(handler: HttpHandler): HttpHandler {
  return (request, response) => {
    const host = (request.headers[":authority"] as string | undefined) ?? request.headers.host;
    if (namesLoopback(host)) handler(request, response);
    else sendText(response, 421, "This server answers only to localhost");
  };
}

/** The same for WebSockets, which Node passes on before there is a response. */
function takeUpgrades(bridge: Bridge, { onlyLocalNames, upgradePage }: ServeOptions): Bridge["handleUpgrade"] {
  return (request, socket, head) => {
    if (!onlyLocalNames || namesLoopback(request.headers.host)) {
      if (upgradePage?.(request, socket, head) !== true) bridge.handleUpgrade(request, socket, head);
    } else socket.end("HTTP/1.1 421 Misdirected Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
  };
}

function urlOf(server: Server): string {
  const { address, port } = server.address() as AddressInfo;
  return baseUrlOf(address, port);
}

function tendSessions(http2: ReturnType<typeof createHttp2>): void {
  http2.on("session", (session) => {
    let running = 0;
    session.setLocalWindowSize(connectionWindowBytes);
    session.on("stream", (stream) => {
      running++;
      resetUnreadStreams(stream);
      stream.once("close", () => running--);
    });
    session.setTimeout(idleSessionMs, () => {
      if (running === 0) session.close();
    });
  });
}
