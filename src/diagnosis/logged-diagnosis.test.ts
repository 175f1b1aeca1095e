import { describe, expect, it } from "vitest";
import { redact } from "../logging/redaction/redact.ts";
import { diagnose, diagnoseAll } from "./diagnose.ts";
import {
  envoyFailed,
  failed,
  failedSeen,
  probed,
  recognised,
  succeeded,
  tlsFailed,
  unanswered,
} from "./fixtures/failure-fixtures.ts";
import { diagnosisData, readDiagnosis } from "./logged-diagnosis.ts";

const other = { ...succeeded()[1]!, request_id: "req_2", seq: 12 };
const cases = [
  { events: envoyFailed("delayed_connect_error:_Connection_refused"), neighbours: [other] },
  { events: [], probe: probed(tlsFailed("CERT_HAS_EXPIRED")) },
  { events: unanswered, reachability: { online: false, sameOrigin: true, plainGet: "failed" } as const },
  { events: recognised({ transcript_length: 0 }) },
  { events: failedSeen("UNKNOWN", 2, "HTTP 520", { http_status: 520, server: "edge" }) },
  { events: failed("UNAVAILABLE", 14, "reset reason: connection termination [UC]") },
  { events: failed("UNKNOWN", 2, "strange") },
  { events: envoyFailed("-", "UF"), probe: probed({ tcp: { ok: false, durationMs: 1, errorCode: "ECONNREFUSED" } }) },
];

describe("a diagnosis in the log", () => {
  it.each(["gateway", "page"] as const)("advises about a token by who adds it, read back too: %s", (side) => {
    const refused = failed("PERMISSION_DENIED", 7, "the token is invalid or expired");
    const issued = { ...refused[0]!, event: "auth_token_request", request_id: "", success: true, data: { side } };
    const found = diagnose({ events: refused, neighbours: [issued] })!;
    expect(found.words.en.next).toContain(`${side} adds the token`);
    expect(readDiagnosis({ data: diagnosisData(found) })?.words).toEqual(found.words);
  });

  it("is parsed back unchanged, with its evidence", () => {
    const diagnoses = cases.flatMap((one) => [diagnose(one)!, ...diagnoseAll(one)]);
    expect(new Set(diagnoses.flatMap(({ supports }) => supports.map(({ source }) => source.kind)))).toContain("probe");
    for (const diagnosis of diagnoses) {
      const data = redact(diagnosisData(diagnosis, "req_1")) as Record<string, unknown>;
      expect(readDiagnosis({ data: JSON.parse(JSON.stringify(data)) as Record<string, unknown> })).toEqual(diagnosis);
    }
  });

  it("is undefined for other events, and for causes of another version", () => {
    for (const data of [undefined, {}, { cause: "gremlins", confidence: "certain" }, { cause: "dns" }]) {
      expect(readDiagnosis(data === undefined ? {} : { data })).toBeUndefined();
    }
  });
});
