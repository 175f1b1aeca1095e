import type { PlatformConfig } from "../../platform-config/parse-config-ini.ts";
import { envelopeHeadBytes } from "../../wire/bidi-frame.ts";
import { maxMessageBytes } from "../../wire/message-size.ts";
import {
  gatewayContentTypeHeader,
  gatewayDetailsHeader,
  gatewayFlagsHeader,
  gatewayStatusHeader,
} from "../../wire/gateway-mark.ts";
import { archivePrefixes, bridgePath, platformPrefix } from "../../wire/paths.ts";
import { typedConfig, type Json, type JsonObject } from "./typed-config.ts";
import { callRateLimit, withoutToken } from "./filters.ts";
import { tellRedirects } from "./tell-redirects.ts";
import { withholdSecrets } from "./withhold-secrets.ts";

/** Largest message of the platform, in bytes (contract, section 8), and the envelope head of gRPC before it. */
const maxBodyBytes = envelopeHeadBytes + maxMessageBytes;

/** Idle timeout of a stream. */
export const idleTimeout = "300s";

/** Headers that tell of the page, its user and this network. */
const aboutThePage = [
  ...["x-forwarded-for", "x-envoy-external-address", "x-real-ip", "forwarded"],
  "cookie",
  "origin",
  "referer",
  ...["site", "mode", "dest", "user"].map((it) => `sec-fetch-${it}`),
  // User agent client hints.
  "sec-ch-ua",
  ...["arch", "bitness", "form-factors", "full-version", "full-version-list"].map((it) => `sec-ch-ua-${it}`),
  ...["mobile", "model", "platform", "platform-version", "wow64"].map((it) => `sec-ch-ua-${it}`),
];

/** Request headers that a page of another origin may send: of gRPC-Web, of the platform, and the ids by which logs are joined. */
const allowedHeaders = [
  ...["content-type", "x-grpc-web", "x-user-agent", "grpc-timeout", "authorization"],
  ...["x-ai-account", "x-ai-workspace", "external_trace_id", "x-request-id", "traceparent"],
];

/** Response headers that a page of another origin may read: what the platform says, and by what a failure is understood. */
const exposedHeaders = [
  ...["grpc-status", "grpc-message", "grpc-status-details-bin", "request_id", "request-id", "client_id"],
  ...["x-upstream-failure", "x-upstream-tls", "x-audiokit-ignored", "x-audiokit-note"],
  ...[gatewayDetailsHeader, gatewayFlagsHeader, gatewayStatusHeader, gatewayContentTypeHeader],
  ...["server", "via", "retry-after", "www-authenticate", "location"],
];

/** Longest deadline that a call may request. */
const longestDeadline = "3600s";

/** Which pages may call. */
export interface RouteOptions {
  /** Origins of other pages. */
  corsOrigins: string[];
  /** Origin of the platform's archive. */
  archiveAddress?: string;
  /** Host names of this server, without a port; absent: they are not known. */
  ownNames?: string[];
}

const refusal = { status: 403, body: { inline_string: "pages of other origins may not call" } };

/**
 * Routes of the listener. Calls of the platform are POST requests under one prefix, those of its archive GET requests under a few;
 * everything else goes to the companion, which never gets the token.
 */
export function routes(config: PlatformConfig, options: RouteOptions): Json[] {
  const { corsOrigins, ownNames } = options;
  const cors = corsPolicy(corsOrigins);
  return [
    {
      // The cors filter responds to the listed origins; the others get the companion's 404.
      // It must be a route to a cluster: the filter does not run for direct responses.
      match: { prefix: platformPrefix, headers: [method("OPTIONS")] },
      route: { cluster: "companion", timeout: "30s" },
      typed_per_filter_config: { ...cors, ...withoutToken(config) },
    },
    ...refusePages(platformPrefix, corsOrigins, ownNames),
    {
      match: {
        prefix: platformPrefix,
        headers: [{ name: "content-length", range_match: { start: maxBodyBytes + 1, end: Number.MAX_SAFE_INTEGER } }],
      },
      direct_response: { status: 413, body: { inline_string: `a message is larger than ${maxBodyBytes - 5} bytes` } },
    },
    {
      match: { prefix: platformPrefix, headers: [method("POST")] },
      route: platformRoute(config),
      request_headers_to_add: platformHeaders(config),
      request_headers_to_remove: aboutThePage,
      typed_per_filter_config: { ...cors, ...callRateLimit(), ...tellRedirects(), ...withholdSecrets(config) },
    },
    ...archivePrefixes.flatMap((prefix) => archiveRoutes(prefix, config, options)),
    {
      match: { prefix: `${bridgePath}/` },
      route: {
        cluster: "companion",
        timeout: "0s",
        idle_timeout: idleTimeout,
        upgrade_configs: [{ upgrade_type: "websocket" }],
      },
      typed_per_filter_config: withoutToken(config),
    },
    {
      // Requests without side effects may be retried when a connection breaks before the response.
      match: { prefix: "/", headers: [{ name: ":method", string_match: { safe_regex: { regex: "GET|HEAD" } } }] },
      route: { cluster: "companion", timeout: "30s", retry_policy: retry("connect-failure,reset") },
      typed_per_filter_config: withoutToken(config),
    },
    {
      match: { prefix: "/" },
      route: { cluster: "companion", timeout: "30s", retry_policy: retry("connect-failure") },
      typed_per_filter_config: withoutToken(config),
    },
  ];
}

/** A browser says that a page of another origin calls, and the page is not listed. Preflights stop it in most cases. */
function refusePages(prefix: string, corsOrigins: string[], ownNames: string[] | undefined): Json[] {
  const pages = [foreignPage(corsOrigins), ...foreignOrigins(corsOrigins, ownNames)];
  return pages.map((headers) => ({ match: { prefix, headers }, direct_response: refusal }));
}

/** The archive is only read. It gets the token of the configuration, and nothing else that goes with calls. */
function archiveRoutes(prefix: string, config: PlatformConfig, options: RouteOptions): Json[] {
  const { archiveAddress, corsOrigins, ownNames } = options;
  if (archiveAddress === undefined) return [];
  return [
    ...refusePages(prefix, corsOrigins, ownNames),
    {
      match: { prefix, headers: [{ name: ":method", string_match: { safe_regex: { regex: "GET|HEAD" } } }] },
      route: {
        cluster: "archive",
        host_rewrite_literal: new URL(archiveAddress).host,
        timeout: "60s",
        retry_policy: retry("connect-failure"),
      },
      request_headers_to_remove: aboutThePage,
      typed_per_filter_config: {
        ...corsPolicy(corsOrigins),
        ...callRateLimit(),
        ...tellRedirects(),
        ...withholdSecrets(config, "refusals"),
      },
    },
  ];
}

function retry(retryOn: string): JsonObject {
  return { retry_on: retryOn, num_retries: 2 };
}

function method(exact: string): JsonObject {
  return { name: ":method", string_match: { exact } };
}

function foreignPage(listed: string[]): Json[] {
  return [
    { name: "sec-fetch-site", string_match: { safe_regex: { regex: "cross-site|same-site" } } },
    ...noneOf(listed),
  ];
}

/**
 * Headers of a page whose browser does not say from which site it calls: its origin has to be of a name of this server. Where
 * the names are not known such pages are stopped by their preflights alone.
 */
function foreignOrigins(listed: string[], ownNames: string[] | undefined): Json[][] {
  if (ownNames === undefined) return [];
  const regex = `https?://(${ownNames.map((name) => name.replaceAll(/[.[\]]/g, "\\$&")).join("|")})(:[0-9]+)?`;
  return [
    [
      { name: "sec-fetch-site", present_match: true, invert_match: true },
      { name: "origin", present_match: true },
      { name: "origin", string_match: { safe_regex: { regex } }, invert_match: true },
      ...noneOf(listed),
    ],
  ];
}

function noneOf(origins: string[]): Json[] {
  return origins.map((exact) => ({ name: "origin", string_match: { exact }, invert_match: true }));
}

/** Pages of other origins may call only when they are listed; default: none is. */
function corsPolicy(origins: string[]): JsonObject {
  return {
    "envoy.filters.http.cors": typedConfig("extensions.filters.http.cors.v3.CorsPolicy", {
      allow_origin_string_match: origins.map((exact) => ({ exact })),
      allow_methods: "GET, POST, OPTIONS",
      allow_headers: allowedHeaders.join(","),
      expose_headers: exposedHeaders.join(","),
      max_age: "7200",
    }),
  };
}

function platformRoute(config: PlatformConfig): JsonObject {
  return {
    cluster: "platform",
    // The page's own host is not a name of the platform.
    host_rewrite_literal: authorityOf(config),
    timeout: "0s",
    idle_timeout: idleTimeout,
    max_stream_duration: { grpc_timeout_header_max: longestDeadline },
    // These fail before anything has reached the platform, so a retry does nothing twice.
    retry_policy: { retry_on: "connect-failure,refused-stream", num_retries: 1 },
  };
}

function authorityOf({ apiHost, apiPort, useSsl }: PlatformConfig): string {
  const host = apiHost.includes(":") ? `[${apiHost}]` : apiHost;
  return apiPort === (useSsl ? 443 : 80) ? host : `${host}:${apiPort}`;
}

/** Headers that the configuration adds to every call. The account goes with a token only, as in the official client. */
function platformHeaders(config: PlatformConfig): Json[] {
  const account = config.clientId === "" ? "" : config.iamAccount;
  const workspace = config.clientId === "" ? "" : config.iamWorkspace;
  const fields: [string, string][] = [
    ["x-ai-account", account],
    ["x-ai-workspace", workspace],
    ...config.extraMetadata,
  ];
  return fields
    .filter(([, value]) => value !== "")
    .map(([key, value]) => ({
      // Envoy reads %...% as a variable.
      header: { key, value: value.replaceAll("%", "%%") },
      append_action: "OVERWRITE_IF_EXISTS_OR_ADD",
    }));
}
