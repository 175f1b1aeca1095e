import type { RequestListener, ServerResponse } from "node:http";
import { directResponse, gatewayDetailsHeader, viaUpstream } from "../../wire/gateway-mark.ts";

/**
 * Marks every response as Envoy does, whose mark takes the place of this one where it stands before the companion: what nothing
 * else is said of was answered by the gateway itself.
 */
export function markGateway(handler: RequestListener): RequestListener {
  return (request, response) => {
    response.setHeader(gatewayDetailsHeader, directResponse);
    handler(request, response);
  };
}

/** Marks a response as the embedded platform's. */
export function markAnswered(response: ServerResponse): void {
  response.setHeader(gatewayDetailsHeader, viaUpstream);
}
