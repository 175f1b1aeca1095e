import { describe, expect, it } from "vitest";
import { rules } from "./rules.ts";
import { specialCauses, whoCanAct } from "./who-can-act.ts";

describe("whoCanAct", () => {
  it.each([
    ["browser", ["user"]],
    ["client", ["user"]],
    ["front_proxy", ["gateway_operator"]],
    ["gateway", ["gateway_operator"]],
    ["platform_proxy", ["platform_operator"]],
    ["platform_ingress", ["platform_operator"]],
    ["platform", ["platform_operator"]],
    ["service", ["platform_operator"]],
    ["unknown", []],
  ] as const)("names who runs the place where the cause is not known: %s", (hop, actors) => {
    expect(whoCanAct({ cause: "not_known", hop, facts: {} })).toEqual(actors);
  });

  it.each(rules)("names somebody for $cause, wherever it is met", ({ cause, hops: where }) => {
    for (const hop of where) expect(whoCanAct({ cause, hop, facts: {} })).not.toHaveLength(0);
  });

  it.each([
    ["unknown-voice", "service", {}, ["user"]],
    ["silent-audio", "platform", {}, ["user"]],
    ["service-fault", "service", {}, ["platform_operator"]],
    ["certificate-expired", "gateway", {}, ["platform_operator"]],
    ["connection-refused", "gateway", {}, ["gateway_operator", "platform_operator"]],
    ["connection-refused", "client", {}, ["user", "platform_operator"]],
    ["gateway-unreachable", "client", {}, ["user"]],
    ["token-expired", "platform", { token_by: "gateway" }, ["gateway_operator"]],
    ["token-expired", "platform", { token_by: "page" }, ["user"]],
    ["token-expired", "platform", {}, ["user", "gateway_operator"]],
    ["stream-reset", "platform_proxy", {}, ["platform_operator"]],
    ["stream-reset", "front_proxy", {}, ["gateway_operator"]],
  ] as const)("names first who can remove the cause: %s ended by %s %j", (cause, hop, facts, actors) => {
    expect(whoCanAct({ cause, hop, facts })).toEqual(actors);
  });

  it("has exceptions for rules only", () => {
    const known = rules.map(({ cause }) => cause);
    expect(specialCauses.filter((cause) => !known.includes(cause))).toEqual([]);
  });
});
