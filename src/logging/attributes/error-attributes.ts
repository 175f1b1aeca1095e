import type { ConnectError } from "@connectrpc/connect";
import { detailsOf } from "../../wire/error-details.ts";
import { grpcStatusName } from "../../wire/grpc-status.ts";
import type { LogError } from "../log-event.ts";

/** Response headers in which a proxy says why it could not pass the call on. */
const proxyHeaders = ["x-upstream-failure", "x-upstream-tls", "x-local-rate-limit"];

/** Longest text of one error; a login page in place of a response should not fill the log. */
const maxWords = 2000;

/** A failed call as the log writes it. */
export function errorAttributes(error: ConnectError): LogError {
  const proxyReasons = proxyHeaders.flatMap((name) => {
    const value = error.metadata.get(name);
    return value ? [`${name}: ${value}`] : [];
  });
  const details = detailsOf(error).map((detail) => `detail: ${shorten(detail)}`);
  const cause = error.cause instanceof Error ? [`cause: ${error.cause.name}`] : [];
  return {
    error_type: grpcStatusName(error.code),
    error_message: shorten(error.rawMessage),
    grpc_code: error.code,
    grpc_details: [shorten(error.rawMessage), ...proxyReasons, ...details, ...cause]
      .filter((part) => part !== "")
      .join("; "),
  };
}

function shorten(text: string): string {
  return text.length <= maxWords ? text : `${text.slice(0, maxWords)} [+${String(text.length - maxWords)} characters]`;
}
