import { describe, expect, it } from "vitest";
import { asGatewayLine } from "./gateway-line.ts";
import { createRecordReader } from "./record-reader.ts";

const call = "/mts.ai.audiogram.tts.v2.TTS/Synthesize";
const id = "req_1767603600_0007_abcdefabcdef";
const json = (requestId: string, path = call) =>
  JSON.stringify({
    ...{ start_time: "2026-01-05T09:00:00.123Z", method: "POST", path, response_code: 503, response_flags: "UF" },
    ...{ duration: 12, request_id: requestId },
  });
const text = (requestId: string, path = call) =>
  `[2026-01-05T09:00:00.123Z] "POST ${path} HTTP/1.1" 503 UF 5 9 12 - "-" "agent" "${requestId}" "a.example" "-"`;
const readingOf = (line: string) => createRecordReader()(line)[0]!;

describe("asGatewayLine", () => {
  it.each([json, text])(
    "takes the line of a call of the console for no end of it, with the gateway's duration",
    (line) => {
      const { fields, level } = asGatewayLine(readingOf(line(id)));
      expect(level).toBe("ERROR");
      expect(fields).toMatchObject({
        event: "gateway_request",
        request_id: id,
        service: "TTS",
        operation: "Synthesize",
        error: { error_type: "UNAVAILABLE" },
        data: { gateway_duration_ms: 12 },
      });
      expect(fields.duration_ms).toBeUndefined();
    },
  );

  it.each([json, text])("leaves a line under an ID of the gateway, and one of the console, as they are", (line) => {
    const other = readingOf(line("5f8a2c1e-0000-4000-8000-000000000000"));
    expect(asGatewayLine(other)).toBe(other);
    expect(other.fields.event).toBe("request_error");
    const own = readingOf(
      JSON.stringify({ timestamp: "2026-01-05T09:00:00.123Z", event: "request_error", request_id: id }),
    );
    expect(asGatewayLine(own)).toBe(own);
  });

  it.each([json, text])("takes what is no call of the platform for no call at all", (line) => {
    const { fields } = asGatewayLine(readingOf(line("5f8a2c1e-0000-4000-8000-000000000000", "/assets/page.js")));
    expect([fields.request_id, fields.duration_ms]).toEqual([undefined, 12]);
  });
});
