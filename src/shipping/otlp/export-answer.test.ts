import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { describe, expect, it } from "vitest";
import { answerBounds, readExportAnswer } from "./export-answer.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (status: number, body: string | Uint8Array = "", headers: Record<string, string> = {}) =>
  readExportAnswer(status, new Headers(headers), typeof body === "string" ? bytes(body) : body);

/** `google.rpc.Status` as Loki sends it. */
function status(message: string): Uint8Array {
  return new BinaryWriter()
    .tag(1, WireType.Varint)
    .int32(3)
    .tag(2, WireType.LengthDelimited)
    .string(message)
    .tag(3, WireType.LengthDelimited)
    .bytes(Uint8Array.of(10, 0))
    .finish();
}

describe("an answer of success", () => {
  it.each([
    ["a Collector's", '{"partialSuccess":{}}'],
    ["an empty one", ""],
    ["no JSON", "ok"],
    ["a null", '{"partialSuccess":null}'],
  ])("takes all: %s", (_, body) => expect(read(200, body)).toEqual({ is: "taken", message: "" }));

  it.each(["rejectedLogRecords", "rejectedSpans", "rejectedDataPoints"])("counts what was left out: %s", (name) => {
    const body = JSON.stringify({ partialSuccess: { [name]: "3", errorMessage: "too old" } });
    expect(read(200, body)).toEqual({ is: "partial", rejected: 3, message: "too old" });
  });

  it("may warn without leaving anything out", () => {
    const body = '{"partialSuccess":{"rejectedLogRecords":"0","errorMessage":"deprecated"}}';
    expect(read(200, body)).toEqual({ is: "taken", message: "deprecated" });
  });
});

describe("an answer of failure", () => {
  it.each([429, 502, 503, 504])("asks for the same again: %d", (code) => {
    const body = '{"code":8,"message":"slow down"}';
    const later = { is: "later", status: code, reason: "slow down" };
    expect(read(code, body, { "retry-after": "7" })).toEqual({ ...later, retryAfterMs: 7_000 });
    expect(read(code, body)).toEqual({ ...later, retryAfterMs: undefined });
  });

  it("names a date as well as seconds, and asks for an hour at most", () => {
    const date = new Date(Date.now() + 60_000).toUTCString();
    const answer = read(503, "", { "retry-after": date });
    expect(answer.is === "later" && answer.retryAfterMs).toBeGreaterThan(50_000);
    expect(read(503, "", { "retry-after": "999999" })).toMatchObject({ retryAfterMs: 3_600_000 });
  });

  it("asks for less at once, also where a Collector says 400", () => {
    expect(read(413, "Request Entity Too Large")).toEqual({ is: "tooLarge", reason: "Request Entity Too Large" });
    const body = '{"code":3,"message":"http: request body too large"}';
    expect(read(400, body)).toEqual({ is: "tooLarge", reason: "http: request body too large" });
  });

  it.each([400, 401, 403, 404, 500, 501, 302])("refuses for ever: %d", (code) => {
    expect(read(code, '{"code":3,"message":"no"}')).toEqual({ is: "refused", status: code, reason: "no" });
  });

  it("says why in JSON, in protobuf, in text and in a page", () => {
    const reasons = [
      '{"code":3,"message":"parse trace_id"}',
      status("timestamp too old"),
      "404 page not found\n",
      "<html><head><title>Log in</title></head><body><script>x()</script><h1>Please log in</h1></body></html>",
      Uint8Array.of(0x12, 0x7f, 0xff),
      "",
    ].map((body) => read(400, body));
    expect(reasons.map((answer) => "reason" in answer && answer.reason)).toEqual([
      "parse trace_id",
      "timestamp too old",
      "404 page not found",
      "Log in Please log in",
      expect.any(String),
      "",
    ]);
  });

  it("is read and quoted within bounds, without secrets, which are taken out before the cut", () => {
    const long = read(400, "x".repeat(10_000_000));
    expect("reason" in long && long.reason).toHaveLength(answerBounds.reasonCharacters);
    const body = bytes(`${"a".repeat(290)} secret-token`);
    const answer = readExportAnswer(400, new Headers(), body, (text) => text.replace("secret-token", "[redacted]"));
    expect("reason" in answer && answer.reason).toBe(`${"a".repeat(290)} [redacted`);
  });
});
