import { describe, expect, it } from "vitest";
import { decidingCheck } from "./deciding-check.ts";
import { rules } from "./rules.ts";

const check = (one: string, other: string) => {
  const [a, b] = [one, other].map((cause) => rules.find((rule) => rule.cause === cause)!);
  return decidingCheck(a!, b!);
};

describe("decidingCheck", () => {
  it("is the step of the probe that shows the one and not the other", () => {
    expect(check("dns", "connection-refused")).toEqual({ kind: "probe", step: "dns" });
    expect(check("unknown-voice", "connection-refused")).toEqual({ kind: "probe", step: "tcp" });
  });

  it("is none where both fail the same check, or none is known", () => {
    expect(check("cors-blocked", "gateway-unreachable")).toBeUndefined();
    expect(check("unknown-voice", "unknown-model")).toBeUndefined();
  });
});
