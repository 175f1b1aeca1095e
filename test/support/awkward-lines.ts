import { oddLines } from "./odd-lines.ts";

const at = (second: number) => `2026-11-30T00:00:${String(second).padStart(2, "0")}.007Z`;
const session = "0b5e9a3c-1f6d-4b7a-9c1e-2d3f4a5b6c7d";

/**
 * Lines that are hard for other systems: all of `oddLines`, which have neither time nor session, and numbers beyond those of
 * JavaScript, fields of another type, line ends of every kind, a half of an emoji, records of somebody else, and no JSON.
 */
export const awkwardLines: string[] = [
  ...oddLines,
  `{"timestamp":"${at(2)}","level":"INFO","event":"big","message":"m","session_id":"${session}","seq":1,"data":{"id":12345678901234567890,"tiny":5e-324,"much":1e400},"duration_ms":1e300}`,
  `{"timestamp":"${at(1)}","level":"INFO","event":"typed","message":7,"session_id":"${session}","seq":2,"duration_ms":"NaN","response_size_bytes":1.5,"success":"yes","error":"text","request_id":null,"service":["TTS"]}`,
  `{"timestamp":"${at(1)}","level":"INFO","event":"ends","message":"a\\r\\nb\\u2028c\\u0000d\\ttab","session_id":"${session}","seq":3,"data":{"a.b":"x","a":{"b":"y"},"*\\"\\\\":"z"}}`,
  String.raw`{"timestamp":"${at(3)}","level":"LOUD","event":"half","message":"\ud83d no pair","session_id":"${session}","seq":4,"service":"Сервис ${"x".repeat(2000)}"}`,
  `{"timestamp":"${at(4)}","level":"WARNING","event":"import_broken_line","message":"{\\"cut","session_id":"app.log","seq":7,"data":{"parse_error":"json","host":"web-1","trace_id":"0af7651916cd43dd8448eb211c80319c"},"source":"app","original":"{\\"cut"}`,
  `{"timestamp":"${at(4)}","level":"ERROR","event":"imported_line","message":"no","session_id":"app.log","seq":7,"original_text":"{ \\"msg\\" : \\"no\\" }","original":{"msg":"no"}}`,
  'no JSON at all, with "quotes" and \\',
];

/** A line of the console itself, which each system has under the same id. */
export const ownRecordId = `${session}:1`;
