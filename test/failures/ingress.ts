import { findEnvoy } from "../../src/companion/envoy/find-envoy.ts";
import { startEnvoy } from "../../src/companion/envoy/start-envoy.ts";
import { extension, filter, typedConfig, type Json, type JsonObject } from "../../src/companion/envoy/typed-config.ts";
import { claimPort } from "../../src/companion/http/free-port.ts";
import { gatewayDetailsHeader, viaUpstream } from "../../src/wire/gateway-mark.ts";
import { projectFolder } from "../support/folders.ts";
import type { Upstream } from "./upstreams.ts";

const host = "127.0.0.1";

/** The platform's ingress: how it passes calls on to a service. */
export interface IngressOptions {
  /** Port of the service; absent: there is no instance of it. */
  servicePort?: number;
  /** PEM of the authority that the service's certificate, for `localhost`, has to be of. Default: plain text. */
  serviceAuthority?: string;
  /** Limit of the route, in seconds. Default: none. */
  timeoutSeconds?: number;
  /** Whether callers are told why it got no connection, as older Envoys do by themselves. Default: no. */
  tellsReason?: boolean;
  /** How many calls may wait for the service at once. Default: 1024. */
  maxRequests?: number;
}

/** Starts an Envoy as the platform's ingress. Must be closed. */
export async function startIngress(options: IngressOptions): Promise<Upstream> {
  const port = await claimPort(host, 0);
  const program = await findEnvoy(projectFolder, console.log);
  const configure = () => JSON.stringify(ingressConfig(port, options));
  const envoy = await startEnvoy({ program, host, port, configure }, new AbortController().signal);
  return { port, close: () => envoy.close() };
}

function ingressConfig(port: number, { timeoutSeconds = 0, tellsReason, ...service }: IngressOptions): JsonObject {
  const call = { match: { prefix: "/", grpc: {} }, route: { cluster: "service", timeout: `${timeoutSeconds}s` } };
  // How the start of an Envoy is noticed.
  const health = {
    match: { prefix: "/" },
    direct_response: { status: 200 },
    response_headers_to_add: [{ header: { key: gatewayDetailsHeader, value: viaUpstream } }],
  };
  const manager = typedConfig("extensions.filters.network.http_connection_manager.v3.HttpConnectionManager", {
    stat_prefix: "ingress",
    ...(tellsReason && { local_reply_config: withReason }),
    route_config: { virtual_hosts: [{ name: "all", domains: ["*"], routes: [call, health] }] },
    http_filters: [filter("router", "router.v3.Router")],
  });
  return {
    static_resources: {
      listeners: [
        {
          address: address(port),
          filter_chains: [
            { filters: [{ name: "envoy.filters.network.http_connection_manager", typed_config: manager }] },
          ],
        },
      ],
      clusters: [serviceCluster(service)],
    },
  };
}

const withReason = {
  body_format: {
    text_format_source: {
      inline_string: "%LOCAL_REPLY_BODY%, transport failure reason: %UPSTREAM_TRANSPORT_FAILURE_REASON%",
    },
  },
};

type ServiceOptions = Omit<IngressOptions, "timeoutSeconds" | "tellsReason">;

function serviceCluster({ servicePort, serviceAuthority, maxRequests = 1024 }: ServiceOptions): JsonObject {
  const instances: Json[] = servicePort === undefined ? [] : [{ endpoint: { address: address(servicePort) } }];
  return {
    name: "service",
    ...(serviceAuthority !== undefined && { transport_socket: trusting(serviceAuthority) }),
    type: "STATIC",
    connect_timeout: "1s",
    circuit_breakers: { thresholds: [{ max_requests: maxRequests }] },
    load_assignment: { cluster_name: "service", endpoints: [{ lb_endpoints: instances }] },
    typed_extension_protocol_options: {
      "envoy.extensions.upstreams.http.v3.HttpProtocolOptions": typedConfig(
        "extensions.upstreams.http.v3.HttpProtocolOptions",
        { explicit_http_config: { http2_protocol_options: {} } },
      ),
    },
  };
}

function trusting(authority: string): JsonObject {
  const names = [{ san_type: "DNS", matcher: { exact: "localhost" } }];
  const validation = { trusted_ca: { inline_string: authority }, match_typed_subject_alt_names: names };
  return extension(
    "envoy.transport_sockets.tls",
    typedConfig("extensions.transport_sockets.tls.v3.UpstreamTlsContext", {
      common_tls_context: { alpn_protocols: ["h2"], validation_context: validation },
    }),
  );
}

const address = (port: number) => ({ socket_address: { address: host, port_value: port } });
