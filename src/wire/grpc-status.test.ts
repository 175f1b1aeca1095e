import { Code } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { grpcStatus, grpcStatusName } from "./grpc-status.ts";

describe("the gRPC statuses", () => {
  it("have the numbers that the calls themselves carry", () => {
    const codes = Object.values(Code).filter((code) => typeof code === "number");
    expect(Object.values(grpcStatus)).toEqual(codes);
  });

  it("are named as gRPC spells them, and a foreign number is unknown", () => {
    expect([1, 3, 4, 14, 16, 99].map(grpcStatusName)).toEqual([
      ...["CANCELLED", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "UNAVAILABLE", "UNAUTHENTICATED", "UNKNOWN"],
    ]);
  });
});
