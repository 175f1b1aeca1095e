import type { PlatformConfig } from "../../platform-config/parse-config-ini.ts";
import { stdoutLog } from "./access-log.ts";
import { extension, filter, typedConfig, type Json, type JsonObject } from "./typed-config.ts";

/** Name of the cluster and the listener for Envoy's own token requests. */
export const tokenGate = "token-gate";

/**
 * A listener for Envoy itself: its token requests pass through here, because only an access log shows their time and
 * outcome. Of the response it logs the lifetime, the error code and whether there was a token, never the token.
 *
 * @param socketPath of a Unix socket that only this user may open: the requests contain the secret
 */
export function tokenGateListener(config: PlatformConfig, socketPath: string): JsonObject {
  return {
    name: tokenGate,
    address: gateAddress(socketPath),
    filter_chains: [
      {
        filters: [
          extension(
            "envoy.filters.network.http_connection_manager",
            typedConfig("extensions.filters.network.http_connection_manager.v3.HttpConnectionManager", {
              stat_prefix: tokenGate,
              codec_type: "HTTP1",
              access_log: [stdoutLog(tokenLogFields)],
              route_config: {
                name: tokenGate,
                virtual_hosts: [
                  {
                    name: tokenGate,
                    domains: ["*"],
                    routes: [
                      {
                        match: { prefix: "/" },
                        route: { cluster: "token", timeout: "5s", host_rewrite_literal: new URL(config.ssoUrl).host },
                      },
                    ],
                  },
                ],
              },
              http_filters: [noteAnswer(), slowDown(), filter("router", "router.v3.Router")],
            }),
          ),
        ],
      },
    ],
  };
}

/** The cluster that sends Envoy's token requests to the listener. */
export function tokenGateCluster(socketPath: string): JsonObject {
  return {
    name: tokenGate,
    connect_timeout: "1s",
    load_assignment: {
      cluster_name: tokenGate,
      endpoints: [{ lb_endpoints: [{ endpoint: { address: gateAddress(socketPath) } }] }],
    },
  };
}

const noted = "audiokit.token";

const tokenLogFields: JsonObject = {
  listener: tokenGate,
  at: "%START_TIME%",
  status: "%RESPONSE_CODE%",
  duration_ms: "%DURATION%",
  has_token: `%DYNAMIC_METADATA(${noted}:has_token)%`,
  expires_in: `%DYNAMIC_METADATA(${noted}:expires_in)%`,
  error: `%DYNAMIC_METADATA(${noted}:error)%`,
  flags: "%RESPONSE_FLAGS%",
  upstream_failure: "%UPSTREAM_TRANSPORT_FAILURE_REASON%",
};

function noteAnswer(): JsonObject {
  const note = (key: string, given: JsonObject): Json => ({
    selectors: [{ key }],
    on_present: { metadata_namespace: noted, key, ...given },
  });
  return filter("json_to_metadata", "json_to_metadata.v3.JsonToMetadata", {
    response_rules: {
      rules: [
        note("access_token", { key: "has_token", value: true }),
        note("expires_in", { type: "NUMBER" }),
        note("error", { type: "STRING" }),
      ],
    },
  });
}

/** Envoy retries a wrong secret without end: this limits it to one request in ten seconds, after the first few. */
function slowDown(): JsonObject {
  const always = { default_value: { numerator: 100 } };
  return filter("local_ratelimit", "local_ratelimit.v3.LocalRateLimit", {
    stat_prefix: tokenGate,
    token_bucket: { max_tokens: 3, tokens_per_fill: 1, fill_interval: "10s" },
    filter_enabled: always,
    filter_enforced: always,
  });
}

function gateAddress(path: string): JsonObject {
  return { pipe: { path, mode: 0o600 } };
}
