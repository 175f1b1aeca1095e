import { describe, expect, it } from "vitest";
import { probed, tlsFailed } from "../../diagnosis/fixtures/failure-fixtures.ts";
import type { ProbeReport } from "../../wire/probe-report.ts";
import { checkSteps, stepNames } from "./check-steps.ts";

const failedSteps = (report: ProbeReport) =>
  checkSteps(report).flatMap(({ name, state }) => (state === "failed" ? [name] : []));

describe("checkSteps", () => {
  it("lists every step once, in the order of a connection, and passes a healthy platform", () => {
    const report = probed({ gatewayToken: { ok: true, durationMs: 1 } });
    expect(checkSteps(report).map(({ name }) => name)).toEqual(stepNames);
    expect(failedSteps(report)).toEqual([]);
  });

  it.each([
    ["CERT_HAS_EXPIRED", "dates"],
    ["CERT_NOT_YET_VALID", "dates"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "names"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "chain"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "chain"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "chain"],
  ])("fails one line for %s: %s", (code, name) => {
    expect(failedSteps(probed(tlsFailed(code)))).toEqual([name]);
  });

  it("fails ALPN that is not answered, or answered with http/1.1", () => {
    for (const alpn of [null, "http/1.1"]) {
      const report = probed();
      report.tls!.alpn = alpn;
      expect(failedSteps(report)).toEqual(["alpn"]);
    }
  });

  it("fails the gateway's token though the token server gives one to the probe", () => {
    const none = { ok: false, durationMs: 1, errorCode: "no-token", errorMessage: "no-token" };
    expect(failedSteps(probed({ gatewayToken: none }))).toEqual(["gatewayToken"]);
    expect(checkSteps(probed()).map(({ name }) => name)).not.toContain("gatewayToken");
  });

  it("skips what was not reached, and says why the first one failed", () => {
    const report = probed({
      tcp: { ok: false, durationMs: 1, errorCode: "ECONNREFUSED", errorMessage: "connect ECONNREFUSED" },
    });
    delete report.tls;
    delete report.http2;
    delete report.tls;
    delete report.http2;
    const steps = checkSteps(report);
    expect(steps.find(({ name }) => name === "tcp")).toMatchObject({
      state: "failed",
      found: "connect ECONNREFUSED",
    });
    expect(steps.filter(({ state }) => state === "skipped").map(({ name }) => name)).toEqual([
      "tls",
      "alpn",
      "chain",
      "names",
      "dates",
      "http2",
    ]);
  });

  it("tells what the configuration does without from what was not reached", () => {
    const plain = probed({ useSsl: false });
    delete plain.tls;
    delete plain.token;
    const steps = checkSteps(plain).filter(({ state }) => state === "unneeded");
    expect(steps.map(({ name }) => name)).toEqual(["tls", "alpn", "chain", "names", "dates", "token"]);
    expect(steps[0]!.found).toBe("use_ssl = false");
  });
});
