import type { JsonObject } from "./typed-config.ts";

/**
 * Envoy's default body is the same for a refused port, an expired certificate and an unknown authority; with this one
 * the page gets the response flag and the reason, which the diagnosis reads.
 */
export function localReply(): JsonObject {
  const header = (key: string, value: string) => ({
    header: { key, value },
    append_action: "OVERWRITE_IF_EXISTS_OR_ADD",
  });
  return {
    mappers: [
      {
        // The only 401 of Envoy's own: the credential injector has nothing to put on the call.
        filter: {
          status_code_filter: { comparison: { op: "EQ", value: { default_value: 401, runtime_key: "token" } } },
        },
        body_format_override: {
          text_format_source: {
            inline_string: "%LOCAL_REPLY_BODY% The gateway has no token yet; it goes on asking the token server.",
          },
        },
      },
      {
        filter: { response_flag_filter: { flags: ["UF", "UC", "UH", "URX", "UT", "NC", "NR", "UPE"] } },
        headers_to_add: [
          header("x-upstream-failure", "%RESPONSE_FLAGS%"),
          header("x-upstream-tls", "%UPSTREAM_TRANSPORT_FAILURE_REASON%"),
        ],
        body_format_override: {
          text_format_source: {
            inline_string:
              "%LOCAL_REPLY_BODY% [%RESPONSE_FLAGS%] %UPSTREAM_TRANSPORT_FAILURE_REASON% %RESPONSE_CODE_DETAILS%",
          },
        },
      },
    ],
  };
}
