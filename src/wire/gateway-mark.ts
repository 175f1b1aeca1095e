/** Response header in which our gateway says who answered: Envoy's response code details. Without it, none of ours did. */
export const gatewayDetailsHeader = "x-gateway-details";

/** Response header with Envoy's response flags; empty or `-` when there are none. */
export const gatewayFlagsHeader = "x-gateway-flags";

/**
 * Response header with the content type as Envoy's upstream sent it: Envoy turns a body that is no gRPC into the message of a
 * gRPC status. Empty when the upstream sent none.
 */
export const gatewayContentTypeHeader = "x-gateway-content-type";

/** Response header with the status of HTTP as Envoy's upstream sent it: a page gets a redirect as 502, as a browser would hide it. */
export const gatewayStatusHeader = "x-gateway-upstream-status";

/** Details of a response that came from the platform's side, whatever stands there. */
export const viaUpstream = "via_upstream";

/** Details of a response that our gateway made by itself, by its configuration. */
export const directResponse = "direct_response";
