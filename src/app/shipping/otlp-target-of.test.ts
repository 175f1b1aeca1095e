import { describe, expect, it } from "vitest";
import { settingsFrom } from "../../settings/settings.ts";
import { missingHeader, otlpTargetOf } from "./otlp-target-of.ts";

const origin = "http://console.test";
const source = (shipping: object, headers: Record<string, string> = {}) => {
  const { shipping: settings, redactionRules: rules } = settingsFrom({ shipping });
  return { settings, rules, headers, version: "1.2.3", origin };
};

describe("the receiver that the settings name", () => {
  it("is the page's own server where there is no other, which has headers of its own", () => {
    const { settings, ...rest } = source({ headerNames: ["authorization"] });
    expect(otlpTargetOf({ settings, ...rest })).toMatchObject({
      endpoint: `${origin}/otlp`,
      headers: {},
      successShare: 1,
      hasContent: false,
      maxAgeMs: 259_200_000,
    });
    expect(missingHeader(settings, {})).toBeUndefined();
  });

  it("gets no services where all are wanted, and those that were chosen", () => {
    expect(otlpTargetOf(source({}))).not.toHaveProperty("services");
    expect(otlpTargetOf(source({ services: ["TTS"], successPercent: 25 }))).toMatchObject({
      services: ["TTS"],
      successShare: 0.25,
    });
  });

  it("waits for the value of each header that it wants", () => {
    const { settings } = source({ endpoint: "https://collector.test", headerNames: ["authorization", "x-scope"] });
    expect(missingHeader(settings, {})).toBe("authorization");
    expect(missingHeader(settings, { authorization: "Bearer t" })).toBe("x-scope");
    const headers = { authorization: "Bearer t", "x-scope": "team", other: "not wanted any more" };
    expect(missingHeader(settings, headers)).toBeUndefined();
    expect(otlpTargetOf({ ...source({}, headers), settings }).headers).toEqual({
      authorization: "Bearer t",
      "x-scope": "team",
    });
  });
});
