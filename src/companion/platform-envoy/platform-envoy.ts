import type { PlatformConfig } from "../../wire/config-ini.ts";
import { extension, typed, type Json, type JsonObject } from "./any.ts";
import { companionCluster, platformCluster, tokenCluster } from "./clusters.ts";
import { pageFilters, platformFilters } from "./filters.ts";
import { bridgeRoutes, corsPolicy, idleTimeout, pageRoutes } from "./routes.ts";

/** What Envoy's configuration is made of besides `config.ini`. */
export interface EnvoyPlaces {
  /** Where pages and native clients come in. */
  host: string;
  port: number;
  /** Where the bridge comes in, on the loopback. */
  bridgePort: number;
  /** Where the companion listens, on the loopback. */
  companionPort: number;
  /** Envoy's own administration, on the loopback. */
  adminPort: number;
  /** SDS file that holds the client secret; Envoy reads it again when it is replaced. */
  secretPath: string;
  /** Origins of foreign pages that may call; usually none. */
  corsOrigins: string[];
}

/**
 * Envoy's whole configuration for a real platform: a page's gRPC-Web and a native client's gRPC come in on one port; TLS
 * and the token live here and never in the page. The secret itself is only named, by its file.
 */
export function platformEnvoyConfig(config: PlatformConfig, places: EnvoyPlaces): JsonObject {
  const page = connectionManager(
    "page",
    pageRoutes(config),
    pageFilters(config, places.secretPath),
    corsPolicy(places.corsOrigins),
  );
  const bridge = connectionManager("bridge", bridgeRoutes(config), platformFilters(config, places.secretPath), {});
  const loopback = "127.0.0.1";
  return {
    node: { id: "audiokit-console", cluster: "audiokit-console" },
    admin: { address: socketAddress(loopback, places.adminPort) },
    static_resources: {
      listeners: [
        listener("page", socketAddress(places.host, places.port), page),
        listener("bridge", socketAddress(loopback, places.bridgePort), bridge),
      ],
      clusters: [
        platformCluster(config),
        ...(config.clientId === "" ? [] : [tokenCluster(config)]),
        companionCluster(places.companionPort),
      ],
    },
  };
}

function connectionManager(name: string, routes: Json[], filters: Json[], perFilter: JsonObject): JsonObject {
  return typed("extensions.filters.network.http_connection_manager.v3.HttpConnectionManager", {
    stat_prefix: name,
    codec_type: "AUTO",
    server_name: "audiokit-console",
    use_remote_address: true,
    normalize_path: true,
    merge_slashes: true,
    path_with_escaped_slashes_action: "REJECT_REQUEST",
    stream_idle_timeout: idleTimeout,
    request_headers_timeout: "10s",
    // The default of a second keeps a page waiting after a stream that was cut.
    delayed_close_timeout: "0.1s",
    common_http_protocol_options: { headers_with_underscores_action: "ALLOW", max_headers_count: 100 },
    upgrade_configs: [{ upgrade_type: "websocket", enabled: false }],
    access_log: [accessLog(name)],
    local_reply_config: explainFailures(),
    route_config: {
      name,
      virtual_hosts: [
        {
          name,
          domains: ["*"],
          routes,
          ...(Object.keys(perFilter).length > 0 && { typed_per_filter_config: perFilter }),
        },
      ],
    },
    http_filters: filters,
  });
}

/** One JSON line a call, without headers that may hold a token. `grpc_status` is not there: Envoy does not know it for gRPC-Web. */
function accessLog(name: string): JsonObject {
  return extension(
    "envoy.access_loggers.stdout",
    typed("extensions.access_loggers.stream.v3.StdoutAccessLog", {
      log_format: {
        json_format: {
          at: "%START_TIME%",
          listener: name,
          method: "%REQ(:METHOD)%",
          path: "%REQ(:PATH)%",
          protocol: "%PROTOCOL%",
          status: "%RESPONSE_CODE%",
          flags: "%RESPONSE_FLAGS%",
          details: "%RESPONSE_CODE_DETAILS%",
          upstream_failure: "%UPSTREAM_TRANSPORT_FAILURE_REASON%",
          upstream: "%UPSTREAM_CLUSTER%",
          duration_ms: "%DURATION%",
          received_bytes: "%BYTES_RECEIVED%",
          sent_bytes: "%BYTES_SENT%",
          request_id: "%REQ(X-REQUEST-ID)%",
        },
      },
    }),
  );
}

/**
 * Without this Envoy says the same words for a refused port, an expired certificate and an unknown authority; with it
 * the page learns the flag and the reason, which the diagnosis reads.
 */
function explainFailures(): JsonObject {
  const header = (key: string, value: string) => ({
    header: { key, value },
    append_action: "OVERWRITE_IF_EXISTS_OR_ADD",
  });
  return {
    mappers: [
      {
        filter: { response_flag_filter: { flags: ["UF", "UC", "UH", "URX", "UT", "NC", "NR", "UPE"] } },
        headers_to_add: [
          header("x-upstream-failure", "%RESPONSE_FLAGS%"),
          header("x-upstream-tls", "%UPSTREAM_TRANSPORT_FAILURE_REASON%"),
        ],
        body_format_override: {
          text_format_source: {
            inline_string:
              "%LOCAL_REPLY_BODY% [%RESPONSE_FLAGS%] %UPSTREAM_TRANSPORT_FAILURE_REASON% %RESPONSE_CODE_DETAILS%",
          },
        },
      },
    ],
  };
}

function listener(name: string, address: JsonObject, manager: JsonObject): JsonObject {
  return {
    name,
    address,
    per_connection_buffer_limit_bytes: 1 << 20,
    filter_chains: [{ filters: [extension("envoy.filters.network.http_connection_manager", manager)] }],
  };
}

function socketAddress(host: string, port: number): JsonObject {
  return { socket_address: { address: host, port_value: port } };
}
