import { dirname, join } from "node:path";
import type { PlatformConfig } from "../../platform-config/parse-config-ini.ts";
import { isLoopback } from "../http/loopback.ts";
import { callLogFields, stdoutLog } from "./access-log.ts";
import { extension, typedConfig, type Json, type JsonObject } from "./typed-config.ts";
import { archiveCluster, companionCluster, platformCluster, tokenCluster } from "./clusters.ts";
import { localReply } from "./local-reply.ts";
import { filters, type TokenFrom } from "./filters.ts";
import { idleTimeout, routes } from "./routes.ts";
import { tokenGateCluster, tokenGateListener } from "./token-gate.ts";

/** A client's connection on which nothing is asked for this long is closed, as the companion does (`idleConnectionMs`). */
const clientIdleSeconds = 60;
/** Far more than people need, so that a thousand idle connections lock nobody out until they are closed. */
const maxConnections = 4000;

/** What Envoy's configuration needs besides `config.ini`. */
export interface EnvoyAddresses {
  /** IP address of the listener for pages, native clients and the bridge. */
  host: string;
  port: number;
  /** Loopback port of the companion. */
  companionPort: number;
  /**
   * Envoy reads the file again when it is replaced. With a secret, the Unix socket of Envoy's token requests is created beside
   * it, so the folder should be private.
   */
  token: TokenFrom;
  /** Origins of other pages that may call; usually none. */
  corsOrigins: string[];
  /** Origin of the platform's archive; absent: no request is carried to one. */
  archiveAddress?: string;
  /** Whether Envoy logs every call on standard output; default: only what is about tokens. */
  accessLog?: boolean;
}

/**
 * Envoy's configuration for a real platform: gRPC-Web of pages and gRPC of native clients share one port; TLS
 * and the token are handled here and never in the page. The configuration has the path of a file, not the secret or the token.
 * There is no admin listener: any page that finds its port could stop Envoy.
 */
export function platformEnvoyConfig(config: PlatformConfig, places: EnvoyAddresses): JsonObject {
  const gate = config.clientId !== "" && "secretPath" in places.token ? gateSocket(places.token.secretPath) : undefined;
  return {
    node: { id: "audiokit-console", cluster: "audiokit-console" },
    static_resources: {
      listeners: [publicListener(config, places), ...(gate ? [tokenGateListener(config, gate)] : [])],
      clusters: [
        platformCluster(config),
        ...(gate ? [tokenGateCluster(gate), tokenCluster(config)] : []),
        ...(places.archiveAddress === undefined ? [] : [archiveCluster(config, places.archiveAddress)]),
        companionCluster(places.companionPort),
      ],
    },
    overload_manager: connectionLimit(),
  };
}

function gateSocket(secretPath: string): string {
  return join(dirname(secretPath), "token.sock");
}

function publicListener(config: PlatformConfig, places: EnvoyAddresses): JsonObject {
  const manager = typedConfig("extensions.filters.network.http_connection_manager.v3.HttpConnectionManager", {
    stat_prefix: "public",
    codec_type: "AUTO",
    http2_protocol_options: { max_concurrent_streams: 256 },
    // The page sees whether a proxy before the platform answered, by the name that it gives itself.
    server_header_transformation: "PASS_THROUGH",
    // The companion bounds the calls of each client by the address that is put into `x-forwarded-for`.
    use_remote_address: true,
    // The page names each call, so that its log and the access log can be joined.
    preserve_external_request_id: true,
    normalize_path: true,
    merge_slashes: true,
    path_with_escaped_slashes_action: "REJECT_REQUEST",
    stream_idle_timeout: idleTimeout,
    request_headers_timeout: "10s",
    // The default of a second delays the response after an interrupted stream.
    delayed_close_timeout: "0.1s",
    common_http_protocol_options: {
      idle_timeout: `${clientIdleSeconds}s`,
      headers_with_underscores_action: "ALLOW",
      max_headers_count: 100,
    },
    upgrade_configs: [{ upgrade_type: "websocket", enabled: false }],
    ...(places.accessLog && { access_log: [stdoutLog(callLogFields)] }),
    local_reply_config: localReply(),
    route_config: { name: "public", virtual_hosts: virtualHosts(config, places) },
    http_filters: filters(config, places.token),
  });
  return {
    name: "public",
    address: socketAddress(places.host, places.port),
    per_connection_buffer_limit_bytes: 1 << 20,
    filter_chains: [{ filters: [extension("envoy.filters.network.http_connection_manager", manager)] }],
  };
}

/**
 * On the loopback, requests need a `Host` of this machine: a page of another site whose name resolves to
 * 127.0.0.1 would otherwise call with the gateway's token.
 */
function virtualHosts(config: PlatformConfig, { host, corsOrigins, archiveAddress }: EnvoyAddresses): Json[] {
  const options = { corsOrigins, ...(archiveAddress !== undefined && { archiveAddress }) };
  if (!isLoopback(host)) return [{ name: "console", domains: ["*"], routes: routes(config, options) }];
  const own = [...new Set(["localhost", "127.0.0.1", "[::1]", host.includes(":") ? `[${host}]` : host])];
  const refusal = { status: 421, body: { inline_string: "This server answers only to localhost" } };
  return [
    {
      name: "console",
      domains: own.flatMap((name) => [name, `${name}:*`]),
      routes: routes(config, { ...options, ownNames: own }),
    },
    { name: "others", domains: ["*"], routes: [{ match: { prefix: "/" }, direct_response: refusal }] },
  ];
}

/** Refuses new connections before memory runs out. */
function connectionLimit(): JsonObject {
  return {
    resource_monitors: [
      extension(
        "envoy.resource_monitors.global_downstream_max_connections",
        typedConfig("extensions.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig", {
          max_active_downstream_connections: maxConnections,
        }),
      ),
    ],
  };
}

function socketAddress(host: string, port: number): JsonObject {
  return { socket_address: { address: host, port_value: port } };
}
