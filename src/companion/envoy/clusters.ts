import { isIP } from "node:net";
import type { PlatformConfig } from "../../platform-config/parse-config-ini.ts";
import { gatewayIdleSeconds } from "../http/idle-connections.ts";
import { extension, typedConfig, type JsonObject } from "./typed-config.ts";

/** The system's trusted certificate authorities on Debian, Ubuntu and Alpine. */
export const systemAuthorities = "/etc/ssl/certs/ca-certificates.crt";

interface Address {
  host: string;
  port: number;
}

/**
 * Seconds between two HTTP/2 pings to the platform. gRPC servers with default settings allow one in five minutes while
 * they have nothing to send, and end the connection after three too many (gRFC A8).
 */
const platformPingSeconds = 330;
/** An idle connection is closed before its first ping: without a call the servers allow one in two hours. */
const platformIdleSeconds = 240;

/** Cluster of the platform: always HTTP/2, with TLS when the configuration says so. */
export function platformCluster(config: PlatformConfig): JsonObject {
  const address = { host: config.apiHost, port: config.apiPort };
  const cluster = {
    ...clusterTo("platform", address, {
      common_http_protocol_options: { idle_timeout: `${platformIdleSeconds}s` },
      explicit_http_config: {
        http2_protocol_options: { connection_keepalive: { interval: `${platformPingSeconds}s`, timeout: "20s" } },
      },
    }),
    // A peer that is gone is noticed by TCP, within a minute.
    upstream_connection_options: {
      tcp_keepalive: { keepalive_time: 30, keepalive_interval: 10, keepalive_probes: 3 },
    },
  };
  if (!config.useSsl) return cluster;
  const certificates = config.certChainPath === "" ? [] : [clientCertificate(config)];
  const tls = tlsTo(config.apiHost, {
    alpn_protocols: ["h2"],
    tls_certificates: certificates,
    validation_context: validation(config.apiHost, config.caCertPath || systemAuthorities),
  });
  return { ...cluster, transport_socket: tls };
}

/** Cluster of the token server. */
export function tokenCluster(config: PlatformConfig): JsonObject {
  return webCluster("token", config.ssoUrl, config.caCertPath, config.verifySso);
}

/** Cluster of the platform's archive, at this origin. */
export function archiveCluster({ caCertPath }: PlatformConfig, address: string): JsonObject {
  return webCluster("archive", address, caCertPath, true);
}

/** Cluster of a server of HTTP/1.1. @param isVerified whether its certificate is checked */
function webCluster(name: string, address: string, caCertPath: string, isVerified: boolean): JsonObject {
  const url = new URL(address);
  const isTls = url.protocol === "https:";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const cluster = clusterTo(
    name,
    { host, port: Number(url.port) || (isTls ? 443 : 80) },
    {
      explicit_http_config: { http_protocol_options: {} },
    },
  );
  if (!isTls) return cluster;
  const context = isVerified
    ? validation(host, caCertPath || systemAuthorities)
    : { trust_chain_verification: "ACCEPT_UNTRUSTED" };
  return { ...cluster, transport_socket: tlsTo(host, { validation_context: context }) };
}

/** Cluster of the companion: the page, its own endpoints and the bridge. */
export function companionCluster(port: number): JsonObject {
  const protocol = {
    common_http_protocol_options: { idle_timeout: `${gatewayIdleSeconds}s` },
    explicit_http_config: { http_protocol_options: {} },
  };
  return {
    ...clusterTo("companion", { host: "127.0.0.1", port }, protocol),
    // A page requests all its files at once, and by default only three retries may be active.
    circuit_breakers: { thresholds: [{ max_retries: 256 }] },
  };
}

function clusterTo(name: string, { host, port }: Address, protocol: JsonObject): JsonObject {
  return {
    name,
    type: isIP(host) ? "STATIC" : "STRICT_DNS",
    ...(isIP(host) === 0 && { dns_lookup_family: "V4_PREFERRED" }),
    connect_timeout: "5s",
    per_connection_buffer_limit_bytes: 1 << 20,
    typed_extension_protocol_options: {
      "envoy.extensions.upstreams.http.v3.HttpProtocolOptions": typedConfig(
        "extensions.upstreams.http.v3.HttpProtocolOptions",
        protocol,
      ),
    },
    load_assignment: {
      cluster_name: name,
      endpoints: [
        { lb_endpoints: [{ endpoint: { address: { socket_address: { address: host, port_value: port } } } }] },
      ],
    },
  };
}

function tlsTo(host: string, context: JsonObject): JsonObject {
  return extension(
    "envoy.transport_sockets.tls",
    typedConfig("extensions.transport_sockets.tls.v3.UpstreamTlsContext", {
      // An IP address is not a server name (RFC 6066, 3).
      ...(isIP(host) === 0 && { sni: host }),
      common_tls_context: {
        // Left to itself, Envoy offers servers nothing newer than 1.2.
        tls_params: { tls_minimum_protocol_version: "TLSv1_2", tls_maximum_protocol_version: "TLSv1_3" },
        ...context,
      },
    }),
  );
}

function validation(host: string, authorities: string): JsonObject {
  return {
    trusted_ca: { filename: authorities },
    match_typed_subject_alt_names: [{ san_type: isIP(host) ? "IP_ADDRESS" : "DNS", matcher: { exact: host } }],
  };
}

function clientCertificate(config: PlatformConfig): JsonObject {
  return {
    certificate_chain: { filename: config.certChainPath },
    private_key: { filename: config.certPrivateKeyPath },
  };
}
