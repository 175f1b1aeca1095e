import { Code, ConnectError } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { loggedCalls } from "../../test/support/logged-calls.ts";
import { diagnoseError } from "./diagnose-error.ts";
import { envoyFailed, failed, probed } from "./fixtures/failure-fixtures.ts";

describe("diagnoseError", () => {
  it("puts the cause into the line of the failed call", async () => {
    const refuse = () => {
      throw new ConnectError('voice_name: there is no voice "nobody"', Code.InvalidArgument);
    };
    const { tts, events } = loggedCalls({ synthesize: refuse }, {}, [], { diagnoseError });
    await tts.synthesize({}).catch(() => undefined);
    expect(events.at(-1)).toMatchObject({ event: "request_error", error_diagnosis: "There is no such voice" });
  });

  it("knows the missing ALPN from what the companion saw last, in the documented words", () => {
    const probe = probed();
    probe.tls!.alpn = null;
    const [, line] = failed("UNAVAILABLE", 14, "upstream connect error");
    expect(diagnoseError(line!, probe)).toEqual({
      error_diagnosis: "Server-side gRPC ALPN configuration issue",
      grpc_details: "Cannot check peer: missing selected ALPN property",
    });
  });

  it("does not take its own words in a line for evidence", () => {
    const [, line] = failed("UNAVAILABLE", 14, "", {
      details: "diagnosed: Cannot check peer: missing selected ALPN property",
    });
    expect(diagnoseError(line!)?.error_diagnosis).not.toBe("Server-side gRPC ALPN configuration issue");
  });

  it("writes no guess down", () => {
    expect(diagnoseError(failed("UNAVAILABLE", 14, "reset reason: connection termination [UC]")[1]!)).toBeUndefined();
    expect(diagnoseError(envoyFailed("delayed_connect_error:_Connection_refused")[1]!)?.error_diagnosis).toBe(
      "The platform refused the connection",
    );
  });

  it("costs the call nothing when it fails itself", async () => {
    const refuse = () => {
      throw new ConnectError("no", Code.Internal);
    };
    const broken = () => {
      throw new Error("a rule that throws");
    };
    const { tts, names } = loggedCalls({ synthesize: refuse }, {}, [], { diagnoseError: broken });
    await expect(tts.synthesize({})).rejects.toMatchObject({ code: Code.Internal });
    expect(names()).toEqual(["request_start", "request_error"]);
  });
});
