import { expect, it } from "vitest";
import { hops } from "../../diagnosis/hop.ts";
import { hopPlace } from "./hop-place.ts";

it("draws a broken way behind whoever ended a call for its connection, and nothing where nobody knows who did", () => {
  expect(hopPlace("gateway", "connection-refused")).toEqual({ at: "gateway", isBetween: true });
  expect(hopPlace("platform", "quota")).toEqual({ at: "platform", isBetween: false });
  expect(hopPlace("service", "connection-refused")).toEqual({ at: "service", isBetween: false });
  expect([hopPlace("unknown", "quota"), hopPlace(undefined, undefined), hopPlace("toString", "quota")]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  const unplaced = hops.filter((hop) => hopPlace(hop, undefined) === undefined);
  expect(unplaced).toEqual(["unknown"]);
});
