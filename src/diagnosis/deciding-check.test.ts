import { describe, expect, it } from "vitest";
import { decidingCheck } from "./deciding-check.ts";
import { failed } from "./fixtures/failure-fixtures.ts";
import { rules } from "./rules.ts";
import { readSigns } from "./signs.ts";

const call = readSigns({ events: failed("NOT_FOUND", 5, "no") });
const check = (one: string, other: string) => {
  const [a, b] = [one, other].map((cause) => rules.find((rule) => rule.cause === cause)!);
  return decidingCheck(a!, b!, call);
};

describe("decidingCheck", () => {
  it("is the step of the probe that shows the one and not the other", () => {
    expect(check("dns", "connection-refused")).toEqual({ kind: "probe", step: "dns" });
    expect(check("unknown-voice", "connection-refused")).toEqual({ kind: "probe", step: "tcp" });
  });

  it("is the one of the other cause, or the only one's own, and none that was made already", () => {
    const one = rules.find(({ cause }) => cause === "extension-blocks")!;
    const other = rules.find(({ cause }) => cause === "gateway-unreachable")!;
    const reachability = { online: true, sameOrigin: true, plainGet: 200 };
    expect(decidingCheck(other, one, call, { reachability })).toEqual({ kind: "call" });
    expect(decidingCheck(other, undefined, call)).toEqual({ kind: "plain-get" });
    expect(decidingCheck(other, undefined, call, { reachability })).toBeUndefined();
  });

  it("is none where both fail the same check, or none is known", () => {
    expect(check("cors-blocked", "gateway-unreachable")).toBeUndefined();
    expect(check("unknown-voice", "unknown-model")).toBeUndefined();
  });
});
