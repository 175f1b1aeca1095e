import { describe, expect, it } from "vitest";
import { AudioKitError } from "../../audiokit/contract/audiokit-error.ts";
import { failureText } from "./failure-text.ts";

describe("failureText", () => {
  it("shows of a gateway's words the reason, in a line with what happened; the details have all of them", () => {
    const said =
      "upstream connect error [URX,UF] TLS_error:|268435581:SSL_routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:TLS_error_end";
    const story = failureText(new AudioKitError({ kind: "unreachable", grpcCode: 14, message: said }), "ru", "req_1");
    expect(story).toMatchObject({
      title: "Платформа недоступна",
      cause: "CERTIFICATE VERIFY FAILED",
      line: "Платформа недоступна: CERTIFICATE VERIFY FAILED",
      ids: [{ label: "ID запроса", value: "req_1" }],
    });
    expect(story.details).toContain(said);
  });

  it("is the title alone where nobody said anything", () => {
    const story = failureText(new AudioKitError({ kind: "cancelled", grpcCode: 1, message: "" }), "en");
    expect([story.line, story.cause]).toEqual(["The call was cancelled", ""]);
  });
});
