import { describe, expect, it } from "vitest";
import { findGrpcFailure, readGrpcCode } from "./grpc-failure.ts";

describe("readGrpcCode", () => {
  it("reads numbers and every spelling of a name", () => {
    for (const value of [
      4,
      "4",
      "DEADLINE_EXCEEDED",
      "StatusCode.DEADLINE_EXCEEDED",
      "DeadlineExceeded",
      "deadline_exceeded",
    ]) {
      expect([value, readGrpcCode(value)]).toEqual([value, 4]);
    }
    expect([readGrpcCode("OK"), readGrpcCode("Canceled"), readGrpcCode("0")]).toEqual([0, 1, 0]);
  });

  it("takes no code from anything else", () => {
    for (const value of ["", "17", 17, -1, 1.5, "ENOENT", "constructor", null, undefined, {}, []]) {
      expect([value, readGrpcCode(value)]).toEqual([value, undefined]);
    }
  });
});

describe("findGrpcFailure", () => {
  it.each([
    ["Go", "call: rpc error: code = Unavailable desc = no route", { code: 14, details: "no route" }],
    ["Java", "io.grpc.StatusRuntimeException: UNAVAILABLE: no route", { code: 14, details: "no route" }],
    ["Node", "Error: 14 UNAVAILABLE: no route", { code: 14, details: "no route" }],
    ["Connect", "ConnectError: [unavailable] no route", { code: 14, details: "no route" }],
    [
      "a channel without ALPN",
      "handshake\nipv4:192.0.2.1:443: Cannot check peer: missing selected ALPN property.\nlater",
      { code: 14, details: "ipv4:192.0.2.1:443: Cannot check peer: missing selected ALPN property." },
    ],
    [
      "a channel that was not ready",
      "  raise FutureTimeoutError()",
      { code: 14, details: "raise FutureTimeoutError()" },
    ],
    [
      "Python",
      '<_InactiveRpcError\n\tstatus = StatusCode.UNAVAILABLE\n\tdetails = "no "x""\n>',
      { code: 14, details: 'no "x"' },
    ],
  ])("reads the form of %s", (_, text, failure) => {
    expect(findGrpcFailure(text)).toEqual(failure);
  });

  it("finds none in other texts, nor in a success", () => {
    for (const text of ["", "14 voices", "[main] started", "StatusCode.OK", "code = Unavailable"]) {
      expect([text, findGrpcFailure(text)]).toEqual([text, undefined]);
    }
  });
});
