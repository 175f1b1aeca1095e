import { describe, expect, it } from "vitest";
import { matchesEvent, parseLine } from "./matches-event.ts";
import { parseQuery } from "../parse-query.ts";

const event = {
  timestamp: "2026-11-26T12:00:00.000Z",
  level: "ERROR",
  event: "request_error",
  request_id: "req_1_0001",
  service: "TTS",
  message: 'Голос "Анна" не найден\nв C:\\temp',
  request_data: { voice_name: "levitan", sample_rate_hertz: 48000, tags: ["a", 1], note: null, "dotted.key": 1.5 },
  ssl_enabled: true,
  outcome: "written",
  error: { error_type: "NOT_FOUND", error_message: 'no voice "levitan"', grpc_code: 5 },
  code: "13",
  list: [],
};

/** The queries of a list that match the event. */
const found = (...queries: string[]) =>
  queries.filter((text) => {
    const { query, errors } = parseQuery(text, { nowMs: Date.UTC(2026, 10, 28), zone: "utc" });
    expect(errors).toEqual([]);
    return matchesEvent(query, parseLine(JSON.stringify(event)));
  });

/** Titles are facts: each query of the first list matches, none of the second does. */
describe("matchesEvent", () => {
  it.each<[string, string[], string[]]>([
    [
      "compares values exactly",
      ["service:TTS", "request_data.voice_name:levitan"],
      ["service:tts", "service:TT", "voice_name:levitan"],
    ],
    ["ignores the case of level and outcome only", ["level:error", "outcome:ERROR"], ["service:tts", "level:err"]],
    [
      "compares unquoted numbers, booleans and null by value, quoted ones as text",
      [
        "error.grpc_code:5",
        "error.grpc_code:5.0",
        "ssl_enabled:true",
        "request_data.note:null",
        "code:13",
        'code:"13"',
      ],
      ['error.grpc_code:"5"', 'ssl_enabled:"true"', 'request_data.note:"null"', "code:13.0", "ssl_enabled:TRUE"],
    ],
    [
      "fails every test of an absent field, so that its opposite holds",
      ["-nothing:x", "-nothing:*", "NOT nothing:>5"],
      ["nothing:x", "nothing:*", "nothing:null"],
    ],
    ["takes null for a value", ["request_data.note:*", "request_data.note:nul?"], ["-request_data.note:*"]],
    [
      "takes an array for one value, the text of its JSON, and an object for none",
      ['request_data.tags:"[\\"a\\",1]"', "request_data.tags:*a*", "list:*", 'list:"[]"'],
      ["request_data:*", "error:*", "request_data.tags:a"],
    ],
    ["joins a key that holds dots like a path", ["request_data.dotted.key:1.5"], []],
    [
      "fits wildcards to the whole value, whatever its case",
      ["service:t*", "error.error_type:*_f??nd", "error.grpc_code:?", "message:голос*TEMP"],
      ["service:T?", "service:?", "error.error_type:OT*"],
    ],
    [
      "finds regular expressions anywhere in a value, whatever its case",
      ["error.error_type:/_fou/", "message:/^голос.+найден/"],
      ["error.error_type:/^FOUND/"],
    ],
    ["takes a wildcard behind a backslash as it is", [], [String.raw`service:T\*`]],
    [
      "compares numbers with numbers, and texts with texts",
      ["error.grpc_code:>=5", "error.grpc_code:[4 TO 5]", "error.grpc_code:{4 TO 6}", "service:>TTR", "code:<a"],
      [
        "error.grpc_code:>5",
        "error.grpc_code:{5 TO 6}",
        "code:>5",
        "error.grpc_code:>a",
        "ssl_enabled:>0",
        "request_data.note:<1",
      ],
    ],
    [
      "orders levels by their severity",
      ["level:>=warning", "level:[ERROR TO CRITICAL]"],
      ["level:>ERROR", "level:<=INFO"],
    ],
    [
      "compares times",
      ["timestamp:2026-11-26", "timestamp:<=2026-11-26T12:00", "timestamp:>now-2d", "timestamp:2026-11-26T1*"],
      ["timestamp:>2026-11-26", "timestamp:<2026-11-26T12:00", "timestamp:>now-1d"],
    ],
    [
      "computes outcome and error group, whatever keys a line has",
      ["outcome:error", 'error_group:"TTS / NOT_FOUND / no voice \\"…\\""'],
      ["outcome:written"],
    ],
    [
      "finds a text in all that the line says, keys and escapes resolved",
      ["голос", "VOICE_NAME", '"\\"анна\\" не"', '"найден в"', '"c:\\\\temp"', "48000", '"\\"grpc_code\\":5"'],
      ["Борис", "nв", "0041"],
    ],
    [
      "finds a regular expression in what the line says",
      [String.raw`/"grpc_code":\d\}/`, "/ГОЛОС .анна./"],
      ["/голос$/"],
    ],
    [
      "joins conditions",
      [
        "service:TTS level:ERROR",
        "service:ASR OR level:ERROR",
        "-service:ASR",
        "-(service:ASR level:ERROR)",
        "service:(ASR OR TTS)",
        "*",
        "",
      ],
      ["service:TTS level:INFO", "-service:TTS", "-*"],
    ],
  ])("%s", (_, matching, others) => {
    expect(found(...matching)).toEqual(matching);
    expect(found(...others)).toEqual([]);
  });
});
