import { extension, typedConfig, type JsonObject } from "./typed-config.ts";

/** Access log of Envoy: one JSON line for each call on standard output, which the companion reads. */
export function stdoutLog(fields: JsonObject): JsonObject {
  return extension(
    "envoy.access_loggers.stdout",
    typedConfig("extensions.access_loggers.stream.v3.StdoutAccessLog", { log_format: { json_format: fields } }),
  );
}

/**
 * The fields of a line: no headers that may contain a token, and the path without its query.
 * There is no `grpc_status`: Envoy does not know it for gRPC-Web.
 */
export const callLogFields: JsonObject = {
  at: "%START_TIME%",
  method: "%REQ(:METHOD)%",
  path: "%PATH(NQ)%",
  protocol: "%PROTOCOL%",
  status: "%RESPONSE_CODE%",
  flags: "%RESPONSE_FLAGS%",
  details: "%RESPONSE_CODE_DETAILS%",
  upstream_failure: "%UPSTREAM_TRANSPORT_FAILURE_REASON%",
  upstream: "%UPSTREAM_CLUSTER%",
  duration_ms: "%DURATION%",
  received_bytes: "%BYTES_RECEIVED%",
  sent_bytes: "%BYTES_SENT%",
  request_id: "%REQ(X-REQUEST-ID)%",
};
