import { Code, ConnectError } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { loggedCalls } from "../../test/support/logged-calls.ts";
import { logFetch } from "../logging/log-fetch.ts";
import type { LogEvent } from "../logging/log-event.ts";
import { createLogger } from "../logging/logger.ts";
import { diagnoseError } from "./diagnose-error.ts";
import { envoyFailed, failed, probed } from "./fixtures/failure-fixtures.ts";

function answer(status: number, type: string, body: string): Promise<Response> {
  const headers = { "content-type": type, "x-gateway-details": "via_upstream" };
  return Promise.resolve(new Response(body, { status, headers }));
}

describe("diagnoseError", () => {
  it("adds the cause to the event of the failed call", async () => {
    const refuse = () => {
      throw new ConnectError('voice_name: there is no voice "nobody"', Code.InvalidArgument);
    };
    const { tts, events } = loggedCalls({ synthesize: refuse }, {}, [], { diagnoseError });
    await tts.synthesize({}).catch(() => undefined);
    expect(events.at(-1)).toMatchObject({
      event: "request_error",
      diagnosis: { cause: "unknown-voice", confidence: "certain", hop: "unknown" },
      error_diagnosis: "There is no such voice",
    });
  });

  it.each([
    ["platform-refused", "likely", "platform", () => answer(404, "application/json", '{"detail":"Not Found"}')],
    ["service-fault", "likely", "service", () => answer(500, "application/json", '{"detail":"no disk"}')],
    ["gateway-error", "likely", "platform_proxy", () => answer(502, "text/html", "<title>502 Bad Gateway</title>")],
    ["no-answer", "likely", "browser", () => Promise.reject(new TypeError("Failed to fetch"))],
  ])("adds the cause to a failed request of the archive: %s, %s, %s", async (cause, confidence, hop, fetch) => {
    const events: LogEvent[] = [];
    const logger = createLogger({ sink: { append: (event) => void events.push(event) } });
    await logFetch(logger, fetch, diagnoseError)("http://archive.example/v3/clients/x/requests", {}).catch(() => 0);
    expect(events.at(-1)).toMatchObject({ event: "request_error", diagnosis: { cause, confidence, hop } });
    expect(events.at(-1)!.error_diagnosis).toBeTypeOf("string");
  });

  it("finds the missing ALPN from the last probe report, in the documented words", () => {
    const probe = probed();
    probe.tls!.alpn = null;
    probe.http2 = { ok: false, durationMs: 1, errorCode: "UNKNOWN", errorMessage: "the server closed the connection" };
    const [, line] = envoyFailed("-", "UC");
    expect(diagnoseError(line!, probe, Date.parse(probe.at) + 1000)).toEqual({
      diagnosis: { cause: "alpn-missing", confidence: "likely", hop: "gateway" },
      error_diagnosis: "Server-side gRPC ALPN configuration issue",
      grpc_details: "Cannot check peer: missing selected ALPN property",
    });
  });

  it("does not take its own text in an event as evidence", () => {
    const [, line] = failed("UNAVAILABLE", 14, "", {
      details: "diagnosed: Cannot check peer: missing selected ALPN property",
    });
    expect(diagnoseError(line!)?.error_diagnosis).not.toBe("Server-side gRPC ALPN configuration issue");
  });

  it("ignores a probe report of more than a minute ago", () => {
    const probe = probed({ tcp: { ok: false, durationMs: 1, errorCode: "ECONNREFUSED" } });
    const [, line] = envoyFailed("-", "UF");
    const causeAt = (ms: number) => diagnoseError(line!, probe, Date.parse(probe.at) + ms).diagnosis.cause;
    expect([causeAt(59_000), causeAt(61_000)]).toEqual(["connection-refused", "gateway-no-upstream"]);
  });

  it("adds no cause that is only possible, but who answered and what was seen", () => {
    expect(diagnoseError(failed("UNAVAILABLE", 14, "reset reason: connection termination [UC]")[1]!)).toEqual({
      diagnosis: { cause: "gateway-no-upstream", confidence: "certain", hop: "gateway" },
      error_diagnosis: "The gateway got no answer from the platform (UC: connection termination)",
    });
    expect(diagnoseError(failed("UNKNOWN", 2, "strange")[1]!)).toEqual({
      diagnosis: { cause: "not_known", confidence: "none", hop: "unknown" },
    });
    expect(diagnoseError(envoyFailed("delayed_connect_error:_Connection_refused")[1]!)?.error_diagnosis).toBe(
      "The platform refused the connection",
    );
  });

  it("does not affect the call when it fails itself", async () => {
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
