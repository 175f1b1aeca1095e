import { describe, expect, it } from "vitest";
import type { hops } from "../../diagnosis/hop.ts";
import { actorSteps } from "./actor-steps.ts";
import type { BesideFinding } from "./read-findings.ts";

const scope = { view: "calls", query: { is: "all" }, range: {}, hasOwnCalls: false } as const;
const beside = (path: string, selected: number, rest: number): BesideFinding => ({
  other: { path, is: "value", value: "x" },
  same: [],
  counts: { selected, rest },
  scope,
});
const does = (cause: string, hop: (typeof hops)[number], finding?: { beside: BesideFinding[] }) =>
  actorSteps({ cause, hop, facts: {} }, finding).map(({ actor, does: { is } }) => `${actor} ${is}`);

describe("actorSteps", () => {
  it.each([
    ["browser", ["user next", "gateway_operator nothing", "platform_operator nothing"]],
    ["client", ["user next", "gateway_operator nothing", "platform_operator nothing"]],
    ["front_proxy", ["gateway_operator next", "user avoids", "platform_operator nothing"]],
    ["gateway", ["gateway_operator next", "user avoids", "platform_operator nothing"]],
    ["platform_proxy", ["platform_operator removes", "user avoids", "gateway_operator nothing"]],
    ["platform_ingress", ["platform_operator removes", "user avoids", "gateway_operator nothing"]],
    ["platform", ["platform_operator removes", "user avoids", "gateway_operator nothing"]],
    ["service", ["platform_operator removes", "user avoids", "gateway_operator nothing"]],
    ["unknown", []],
  ] as const)("says what each does where only the hop is known: %s", (hop, steps) => {
    expect(does("not_known", hop)).toEqual(steps);
  });

  it("names who can help behind who can remove the cause", () => {
    expect(does("connection-refused", "gateway")).toEqual([
      "gateway_operator next",
      "platform_operator helps",
      "user avoids",
    ]);
  });

  it("offers to leave out a condition without which enough calls go well, and no time", () => {
    const finding = { beside: [beside("voice", 4, 96), beside("rate", 40, 60), beside("timestamp", 0, 99)] };
    const [, user] = actorSteps({ cause: "service-fault", hop: "service", facts: {} }, finding);
    expect(user!.does).toEqual({
      is: "avoids",
      without: [{ clause: finding.beside[0]!.other, good: 96, calls: 100 }],
      to: "platform_operator",
    });
  });

  it("knows nobody where no cause was looked for", () => {
    expect(actorSteps(undefined, undefined)).toEqual([]);
  });
});
