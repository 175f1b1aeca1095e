import { extension, typedConfig, type JsonObject } from "./typed-config.ts";

/** Access log of Envoy: one JSON line for each call on standard output, which the companion reads. */
export function stdoutLog(fields: JsonObject): JsonObject {
  return extension(
    "envoy.access_loggers.stdout",
    typedConfig("extensions.access_loggers.stream.v3.StdoutAccessLog", { log_format: { json_format: fields } }),
  );
}

/**
 * The fields of a line, under the names of Envoy's own JSON format, by which importers of logs know it: no headers that may
 * contain a token, and the path without its query. There is no `grpc_status`: Envoy does not know it for gRPC-Web.
 */
export const callLogFields: JsonObject = {
  start_time: "%START_TIME%",
  method: "%REQ(:METHOD)%",
  path: "%PATH(NQ)%",
  protocol: "%PROTOCOL%",
  response_code: "%RESPONSE_CODE%",
  response_flags: "%RESPONSE_FLAGS%",
  response_code_details: "%RESPONSE_CODE_DETAILS%",
  upstream_transport_failure_reason: "%UPSTREAM_TRANSPORT_FAILURE_REASON%",
  upstream_cluster: "%UPSTREAM_CLUSTER%",
  duration: "%DURATION%",
  bytes_received: "%BYTES_RECEIVED%",
  bytes_sent: "%BYTES_SENT%",
  // A client names it; ours has 32 characters, a UUID 36.
  request_id: "%REQ(X-REQUEST-ID):64%",
};
