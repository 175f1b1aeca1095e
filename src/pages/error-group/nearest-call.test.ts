import { describe, expect, it } from "vitest";
import type { ExploreRow } from "../../store/explore.ts";
import { nearestCall, requestFields } from "./nearest-call.ts";
import { sideBySide } from "./side-by-side.ts";

let position = 0;
function call(timeMs: number, request: Record<string, unknown>, more: Partial<ExploreRow["event"]> = {}): ExploreRow {
  position++;
  const event = { request_id: `r${String(position)}`, request_data: request, ...more } as ExploreRow["event"];
  return { position, event, lines: [position], outcome: more.error ? "error" : "ok", timeMs };
}
const error = { error_type: "INTERNAL", error_message: "no frames", grpc_code: 13, grpc_details: "" };
const failed = call(1000, { voice: "levitan", rate: 48_000, workflow_id: "a" }, { error });

describe("nearestCall", () => {
  it("is the call that differs in the fewest fields, however far it is", () => {
    const near = call(1001, { voice: "borisova", rate: 8000 });
    const alike = call(9000, { voice: "levitan", rate: 8000 });
    expect(nearestCall(failed, [near, alike])).toBe(alike);
  });

  it("is of several alike the one nearest in time, before or after", () => {
    const [before, after] = [call(400, { voice: "levitan" }), call(1500, { voice: "levitan" })];
    expect(nearestCall(failed, [before, after])).toBe(after);
    expect(nearestCall(failed, [after, call(900, { voice: "levitan" })])).not.toBe(after);
  });

  it("does not count what names a call, and counts what only one of the two has", () => {
    expect([...requestFields(failed.event).keys()]).toEqual(["request_data.voice", "request_data.rate"]);
    const more = call(1000, { voice: "levitan", rate: 48_000, options: { style: "sad" } });
    const same = call(5000, { voice: "levitan", rate: 48_000, workflow_id: "b" });
    expect(nearestCall(failed, [more, same])).toBe(same);
  });

  it("is none where no call went well", () => {
    expect(nearestCall(failed, [])).toBeUndefined();
  });
});

describe("sideBySide", () => {
  it("marks what differs, and begins with the fields that are named", () => {
    const good = call(5000, { voice: "levitan", rate: 8000 }, { duration_ms: 200 });
    const { request, result } = sideBySide(failed, good, ["request_data.rate"]);
    expect(request.map(({ path, isDifferent }) => [path, isDifferent])).toEqual([
      ["request_data.rate", true],
      ["request_data.voice", false],
    ]);
    expect(result).toEqual([
      { path: "outcome", failed: "INTERNAL", good: "ok", isDifferent: true },
      { path: "error.error_message", failed: "no frames", good: undefined, isDifferent: true },
      { path: "duration_ms", failed: undefined, good: 200, isDifferent: true },
    ]);
  });

  it("calls nothing different where there is no good call", () => {
    const { request, result } = sideBySide(failed, undefined, []);
    expect([...request, ...result].filter(({ isDifferent }) => isDifferent)).toEqual([]);
  });
});
