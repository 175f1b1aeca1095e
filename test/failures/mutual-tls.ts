import { findEnvoy } from "../../src/companion/envoy/find-envoy.ts";
import { startEnvoy } from "../../src/companion/envoy/start-envoy.ts";
import { extension, typedConfig, filter, type Json, type JsonObject } from "../../src/companion/envoy/typed-config.ts";
import { claimPort } from "../../src/companion/http/free-port.ts";
import { gatewayDetailsHeader, viaUpstream } from "../../src/wire/gateway-mark.ts";
import { projectFolder } from "../support/folders.ts";
import type { Identity } from "../support/servers/certificates.ts";
import type { Upstream } from "./upstreams.ts";

const host = "127.0.0.1";

/** TLS in front of a plain server that takes only callers with a certificate. */
export interface MutualTls {
  identity: Identity;
  /** PEM of the authority of the callers' certificates. */
  clientAuthority: string;
  /** Port of the plain server. */
  port: number;
}

/** Starts an Envoy as such a terminator: it tells a caller by an alert why it refuses a certificate, as Node does not. Must be closed. */
export async function startMutualTls(options: MutualTls): Promise<Upstream> {
  const [port, healthPort] = [await claimPort(host, 0), await claimPort(host, 0)];
  const program = await findEnvoy(projectFolder, console.log);
  const configure = () => JSON.stringify(configOf(port, healthPort, options));
  const envoy = await startEnvoy({ program, host, port: healthPort, configure }, new AbortController().signal);
  return { port, close: () => envoy.close() };
}

function configOf(port: number, healthPort: number, options: MutualTls): JsonObject {
  const platform = { cluster_name: "platform", endpoints: [{ lb_endpoints: [{ endpoint: listensAt(options.port) }] }] };
  return {
    static_resources: {
      listeners: [
        {
          ...listensAt(port),
          filter_chains: [{ transport_socket: wantingCertificate(options), filters: [passingOn()] }],
        },
        { ...listensAt(healthPort), filter_chains: [{ filters: [healthy()] }] },
      ],
      clusters: [{ name: "platform", type: "STATIC", connect_timeout: "5s", load_assignment: platform }],
    },
  };
}

function wantingCertificate({ identity, clientAuthority }: MutualTls): JsonObject {
  const inline = (text: string) => ({ inline_string: text });
  return extension(
    "envoy.transport_sockets.tls",
    typedConfig("extensions.transport_sockets.tls.v3.DownstreamTlsContext", {
      require_client_certificate: true,
      common_tls_context: {
        alpn_protocols: ["h2"],
        tls_certificates: [{ certificate_chain: inline(identity.cert), private_key: inline(identity.key) }],
        validation_context: { trusted_ca: inline(clientAuthority) },
      },
    }),
  );
}

function passingOn(): Json {
  return extension(
    "envoy.filters.network.tcp_proxy",
    typedConfig("extensions.filters.network.tcp_proxy.v3.TcpProxy", { stat_prefix: "calls", cluster: "platform" }),
  );
}

/** How the start of an Envoy is noticed. */
function healthy(): Json {
  const route = {
    match: { prefix: "/" },
    direct_response: { status: 200 },
    response_headers_to_add: [{ header: { key: gatewayDetailsHeader, value: viaUpstream } }],
  };
  return extension(
    "envoy.filters.network.http_connection_manager",
    typedConfig("extensions.filters.network.http_connection_manager.v3.HttpConnectionManager", {
      stat_prefix: "health",
      route_config: { virtual_hosts: [{ name: "all", domains: ["*"], routes: [route] }] },
      http_filters: [filter("router", "router.v3.Router")],
    }),
  );
}

const listensAt = (port: number) => ({ address: { socket_address: { address: host, port_value: port } } });
