import { findEnvoy } from "../../src/companion/envoy/find-envoy.ts";
import { startEnvoy } from "../../src/companion/envoy/start-envoy.ts";
import { filter, typedConfig, type Json, type JsonObject } from "../../src/companion/envoy/typed-config.ts";
import { claimPort } from "../../src/companion/http/free-port.ts";
import { gatewayDetailsHeader, viaUpstream } from "../../src/wire/gateway-mark.ts";
import { projectFolder } from "../support/folders.ts";
import type { Upstream } from "./upstreams.ts";

const host = "127.0.0.1";

/** The platform's ingress: how it passes calls on to a service. */
export interface IngressOptions {
  /** Port of the service; absent: there is no instance of it. */
  servicePort?: number;
  /** Limit of the route, in seconds. Default: none. */
  timeoutSeconds?: number;
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

function ingressConfig(port: number, { timeoutSeconds = 0, ...service }: IngressOptions): JsonObject {
  const call = { match: { prefix: "/", grpc: {} }, route: { cluster: "service", timeout: `${timeoutSeconds}s` } };
  // How the start of an Envoy is noticed.
  const health = {
    match: { prefix: "/" },
    direct_response: { status: 200 },
    response_headers_to_add: [{ header: { key: gatewayDetailsHeader, value: viaUpstream } }],
  };
  const manager = typedConfig("extensions.filters.network.http_connection_manager.v3.HttpConnectionManager", {
    stat_prefix: "ingress",
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

function serviceCluster({ servicePort, maxRequests = 1024 }: Omit<IngressOptions, "timeoutSeconds">): JsonObject {
  const instances: Json[] = servicePort === undefined ? [] : [{ endpoint: { address: address(servicePort) } }];
  return {
    name: "service",
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

const address = (port: number) => ({ socket_address: { address: host, port_value: port } });
