import { tokenEndpointOf, type PlatformConfig } from "../../platform-config/parse-config-ini.ts";
import { extension, filter, typedConfig, type Json, type JsonObject } from "./typed-config.ts";
import { tokenGate } from "./token-gate.ts";

/** Calls a second that one Envoy lets through, and how many may come at once. */
const callsASecond = 50;
const callsAtOnce = 200;

/** By default gRPC-Web is packed as well: sound gains nothing, and the first of it would wait for the next. */
const packedTypes = ["application/json", "image/svg+xml", "text/css", "text/html", "text/javascript", "text/plain"];

/** Name under which the SDS file holds the client secret. */
export const secretName = "client-secret";

/**
 * Filters of the listener, in the order in which a request meets them.
 *
 * What may answer for itself stands behind `grpc_web`: its refusal then reaches a page as a gRPC status.
 */
export function filters(config: PlatformConfig, secretPath: string): Json[] {
  return [
    filter("cors", "cors.v3.Cors"),
    filter("compressor", "compressor.v3.Compressor", {
      compressor_library: extension("gzip", typedConfig("extensions.compression.gzip.compressor.v3.Gzip")),
      response_direction_config: { common_config: { min_content_length: 1024, content_type: packedTypes } },
    }),
    filter("grpc_web", "grpc_web.v3.GrpcWeb"),
    filter("local_ratelimit", "local_ratelimit.v3.LocalRateLimit", { stat_prefix: "calls" }),
    ...(config.clientId === "" ? [] : [tokenFilter(config, secretPath)]),
    filter("router", "router.v3.Router"),
  ];
}

/** Limits the calls of one route; `local_ratelimit` does nothing where this is absent. */
export function callRateLimit(): JsonObject {
  const always = { default_value: { numerator: 100 } };
  return {
    "envoy.filters.http.local_ratelimit": typedConfig("extensions.filters.http.local_ratelimit.v3.LocalRateLimit", {
      stat_prefix: "calls",
      token_bucket: { max_tokens: callsAtOnce, tokens_per_fill: callsASecond, fill_interval: "1s" },
      filter_enabled: always,
      filter_enforced: always,
      response_headers_to_add: [{ header: { key: "x-local-rate-limit", value: "true" } }],
    }),
  };
}

/** Switches the token off for routes that do not go to the platform. */
export function withoutToken(config: PlatformConfig): JsonObject {
  if (config.clientId === "") return {};
  return {
    "envoy.filters.http.credential_injector": typedConfig("config.route.v3.FilterConfig", { disabled: true }),
  };
}

/**
 * Puts the token of the client credentials on every call; what a page sent as `authorization` is overwritten.
 *
 * Envoy calls this OAuth2 source work in progress and outside its threat model.
 */
function tokenFilter(config: PlatformConfig, secretPath: string): JsonObject {
  return filter("credential_injector", "credential_injector.v3.CredentialInjector", {
    overwrite: true,
    allow_request_without_credential: false,
    credential: extension(
      "envoy.http.injected_credentials.oauth2",
      typedConfig("extensions.http.injected_credentials.oauth2.v3.OAuth2", {
        token_endpoint: { cluster: tokenGate, timeout: "5s", uri: tokenEndpointOf(config) },
        // Its first attempt at a start always fails, because the secret's file is read after it; the gate keeps later
        // ones apart.
        token_fetch_retry_interval: "1s",
        client_credentials: {
          client_id: config.clientId,
          client_secret: {
            name: secretName,
            sds_config: { path_config_source: { path: secretPath }, resource_api_version: "V3" },
          },
        },
      }),
    ),
  });
}
