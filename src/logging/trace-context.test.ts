import { describe, expect, it } from "vitest";
import { traceContextOf, traceparentOf } from "./trace-context.ts";

const requestId = "req_1764460800_0007_0af7651916cd";

describe("traceContextOf", () => {
  it("is the same for the same request ID, in every version: what was sent before stays one trace", () => {
    expect(traceContextOf(requestId)).toEqual({
      traceId: "c3619094b35c7d91f40445313e8dcd8e",
      spanId: "df709cf359e1da9b",
    });
  });

  it("tells 10,000 calls apart, by the trace and by the span", () => {
    const all = Array.from({ length: 10_000 }, (_, at) => traceContextOf(`req_${String(at)}`));
    expect(new Set(all.map(({ traceId }) => traceId)).size).toBe(10_000);
    expect(new Set(all.map(({ spanId }) => spanId)).size).toBe(10_000);
  });
});

it("traceparentOf names both, as W3C has it", () => {
  const { traceId, spanId } = traceContextOf(requestId);
  expect(traceparentOf(requestId)).toBe(`00-${traceId}-${spanId}-01`);
  expect(traceparentOf(requestId)).toMatch(/^00-[\da-f]{32}-[\da-f]{16}-01$/);
});
