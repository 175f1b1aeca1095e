import {
  gatewayContentTypeHeader,
  gatewayDetailsHeader,
  gatewayFlagsHeader,
  gatewayStatusHeader,
} from "../../wire/gateway-mark.ts";
import { filter, type Json } from "./typed-config.ts";

/**
 * The filter that marks every response which passes this Envoy, its own ones included. To be the first: it is then the last
 * that a response passes, when flags and details are complete.
 */
export function gatewayMark(): Json {
  return responseHeaders({
    [gatewayDetailsHeader]: "%RESPONSE_CODE_DETAILS%",
    [gatewayFlagsHeader]: "%RESPONSE_FLAGS%",
  });
}

/**
 * The filter that says which status and content type an answer had when it came. To stand behind `grpc_web`, which makes a gRPC
 * status of whatever is no gRPC.
 */
export function upstreamMark(): Json {
  return responseHeaders({
    [gatewayStatusHeader]: "%RESP(:STATUS)%",
    [gatewayContentTypeHeader]: "%RESP(CONTENT-TYPE)%",
  });
}

/** Sets these headers, in the place of whatever an upstream says in them. */
function responseHeaders(headers: Record<string, string>): Json {
  const response_mutations = Object.entries(headers).map(([key, value]) => ({
    append: { header: { key, value }, append_action: "OVERWRITE_IF_EXISTS_OR_ADD", keep_empty_value: true },
  }));
  return filter("header_mutation", "header_mutation.v3.HeaderMutation", { mutations: { response_mutations } });
}
