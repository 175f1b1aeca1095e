import { extension, typedConfig, type JsonObject } from "./typed-config.ts";

/** One JSON line a call on Envoy's standard output, where the companion reads it. */
export function stdoutLog(fields: JsonObject): JsonObject {
  return extension(
    "envoy.access_loggers.stdout",
    typedConfig("extensions.access_loggers.stream.v3.StdoutAccessLog", { log_format: { json_format: fields } }),
  );
}

/**
 * What is logged of a call: no headers that may hold a token, and of the path nothing behind a question mark.
 * `grpc_status` is not there: Envoy does not know it for gRPC-Web.
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
