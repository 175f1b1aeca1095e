import { describe, expect, it } from "vitest";
import { readableMessage } from "./readable-message.ts";

const reset = "upstream connect error or disconnect/reset before headers. reset reason: remote connection failure";
const ssl = "TLS_error:|268435581:SSL_routines:OPENSSL_internal:";

describe("readableMessage", () => {
  it.each([
    [
      `${reset} [URX,UF] ${ssl}CERTIFICATE_VERIFY_FAILED:verify_cert_failed:_certificate_has_expired:TLS_error_end upstream_reset_before_response_started{remote_connection_failure|${ssl}X}`,
      "CERTIFICATE VERIFY FAILED: verify cert failed: certificate has expired",
    ],
    [`${reset} [UF] delayed_connect_error:_Connection_refused`, "delayed connect error: Connection refused"],
    ["no healthy upstream [UH] - no_healthy_upstream", "no healthy upstream"],
    ["protocol error [UPE] -", "protocol error"],
    ["Failed to inject credential.", "Failed to inject credential."],
    ["voice: [X] is not there", "voice: [X] is not there"],
    [
      "<html>\r\n<head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1><hr>nginx</body></html>",
      "502 Bad Gateway nginx",
    ],
    ["<!doctype html><title>Sign in</title>", "Sign in"],
    ["Traceback:\n  line 1", "Traceback:\n  line 1"],
    ["", ""],
  ])("makes of %s", (said, words) => {
    expect(readableMessage(said)).toBe(words);
  });

  it("cuts what nobody reads", () => {
    expect(readableMessage("<p>".repeat(1000))).toHaveLength(301);
  });
});
