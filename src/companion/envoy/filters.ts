import type { PlatformConfig } from "../../platform-config/parse-config-ini.ts";
import { tokenEndpointOf } from "../../platform-config/token-endpoint.ts";
import { extension, filter, typedConfig, type Json, type JsonObject } from "./typed-config.ts";
import { gatewayMark, upstreamMark } from "./gateway-mark.ts";
import { refusedTokenLog } from "./refused-token.ts";
import { redirectFilter } from "./tell-redirects.ts";
import { tokenGate } from "./token-gate.ts";
import { withholdFilter } from "./withhold-secrets.ts";

/** Rate limit of one Envoy in calls per second, and its burst. */
const callsASecond = 50;
const callsAtOnce = 200;

/** Content types to compress. The default includes gRPC-Web: audio gains nothing, and its first chunk would be delayed. */
const packedTypes = ["application/json", "image/svg+xml", "text/css", "text/html", "text/javascript", "text/plain"];

/** Name of the secret in every SDS file. */
export const secretName = "client-secret";

/**
 * Where Envoy gets what it puts into `authorization`. `tokenPath`: an SDS file with the value, which the companion keeps
 * up to date. `secretPath`: an SDS file with the client secret, for an Envoy that is run by hand and fetches tokens itself.
 */
export type TokenFrom = { tokenPath: string } | { secretPath: string };

/**
 * HTTP filters of the listener, in the order in which a request passes them.
 *
 * Filters that may respond themselves come after `grpc_web`: a refusal then reaches a page as a gRPC status.
 */
export function filters(config: PlatformConfig, from: TokenFrom): Json[] {
  return [
    gatewayMark(),
    filter("cors", "cors.v3.Cors"),
    filter("compressor", "compressor.v3.Compressor", {
      compressor_library: extension("gzip", typedConfig("extensions.compression.gzip.compressor.v3.Gzip")),
      response_direction_config: { common_config: { min_content_length: 1024, content_type: packedTypes } },
    }),
    redirectFilter(),
    filter("grpc_web", "grpc_web.v3.GrpcWeb"),
    upstreamMark(),
    filter("local_ratelimit", "local_ratelimit.v3.LocalRateLimit", { stat_prefix: "calls" }),
    ...(config.clientId === "" ? [] : [tokenFilter(config, from)]),
    // Behind the token, to see it; what the platform answers comes here before anything else.
    withholdFilter(),
    filter("router", "router.v3.Router", "tokenPath" in from ? { upstream_log: [refusedTokenLog()] } : {}),
  ];
}

/** Limits the calls of one route; `local_ratelimit` does nothing without it. */
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

/** Disables the token for routes that do not go to the platform. */
export function withoutToken(config: PlatformConfig): JsonObject {
  if (config.clientId === "") return {};
  return {
    "envoy.filters.http.credential_injector": typedConfig("config.route.v3.FilterConfig", { disabled: true }),
  };
}

/** Adds a token to every call; an `authorization` of the page is overwritten. A call without a token is refused. */
function tokenFilter(config: PlatformConfig, from: TokenFrom): JsonObject {
  return filter("credential_injector", "credential_injector.v3.CredentialInjector", {
    overwrite: true,
    allow_request_without_credential: false,
    credential: "tokenPath" in from ? tokenOf(from.tokenPath) : tokensFor(config, from.secretPath),
  });
}

function tokenOf(tokenPath: string): JsonObject {
  return extension(
    "envoy.http.injected_credentials.generic",
    typedConfig("extensions.http.injected_credentials.generic.v3.Generic", { credential: secretIn(tokenPath) }),
  );
}

/**
 * Envoy calls this OAuth2 source work in progress and outside its threat model. After a 200 without a token it never asks
 * again (https://github.com/envoyproxy/envoy/issues/42009), and it keeps a token that the platform refuses.
 */
function tokensFor(config: PlatformConfig, secretPath: string): JsonObject {
  return extension(
    "envoy.http.injected_credentials.oauth2",
    typedConfig("extensions.http.injected_credentials.oauth2.v3.OAuth2", {
      token_endpoint: { cluster: tokenGate, timeout: "5s", uri: tokenEndpointOf(config) },
      // The first attempt of a start always fails, because the secret's file is read after it; the token gate limits
      // the rate of later ones.
      token_fetch_retry_interval: "1s",
      client_credentials: { client_id: config.clientId, client_secret: secretIn(secretPath) },
    }),
  );
}

function secretIn(path: string): JsonObject {
  return { name: secretName, sds_config: { path_config_source: { path }, resource_api_version: "V3" } };
}
