import { matchesEvent, parseLine } from "../../src/query/match/matches-event.ts";
import { parseQuery } from "../../src/query/parse-query.ts";

const messages = [
  'Voice "anna" is not found at 48000 Hz',
  "Голос «Левитан» не найден в модели 'e2e-v3'",
  "can't open 'a.wav', it doesn't exist",
  "failed to connect; last error: UNKNOWN: ipv4:10.0.0.7:443: Connection refused",
  "No such file: /home/Иван/запись 2.wav, see models/e2e/v3/config.json and/or application/json",
  String.raw`Cannot read C:\Users\anna\log.txt: denied`,
  "GET https://sso.example.org:8443/realms/a/token?x=1 gave HTTP 503",
  "req_1764324000_0042_ab12 of 7f3a9c21-1b2c-4d5e-8f90-a1b2c3d4e5f6 at 3fa9c0d2e7, clone vc_8f3ab2",
  "codes 1, 2, 3 since 2026-11-28 12:00:05\n\tline two",
  'failed: {"voice": "anna", \'rate\': 8000, "ok":true} at 2026-11-29T14:00:00.123+03:00 from 2001:db8::ff00:42:8329',
  "сессия „Пётр“ ‘x’ 12,5 с, 1e-5, [::1]:80, fe80::1, a::b, std::string, see /v1/voices 503",
  "\u{1f600}".repeat(300),
  `${"длинное слово ".repeat(80)}"x"`,
  "",
];

/** Lines that are hard for tools: messages of every kind, keys and values that a language must quote, and escapes. */
export const oddLines: string[] = [
  ...messages.map((message, seq) => JSON.stringify({ level: "ERROR", event: "failed", service: "TTS", message, seq })),
  JSON.stringify({
    level: "INFO",
    event: "failed",
    message: "m",
    error: { error_type: "X", error_message: messages[0] },
  }),
  JSON.stringify({ level: "CRITICAL", event: "imported_line", message: "m", operation: "O" }),
  JSON.stringify({
    level: "INFO",
    event: "keys",
    'a"b': { "x.y": { "'": 1 } },
    "a.b": { c: "joined" },
    "0": "digit",
    "*": "star",
  }),
  JSON.stringify({
    level: "INFO",
    event: "keys",
    ключ: "It's 100%",
    list: ["a", 1],
    "/~": "slash",
    $x: "\\d",
    text: "a\nb",
    back: "a\\",
  }),
  JSON.stringify({
    level: "INFO",
    event: "values",
    n: 1.5,
    zero: 0,
    t: true,
    f: false,
    no: null,
    empty: "",
    five: "5",
    o: {},
  }),
  JSON.stringify({ level: "INFO", event: "own", pattern: "of its own", message: 7 }),
  JSON.stringify({ level: "INFO", event: "own", pattern: "m", message: ["m"] }),
  '{"level":"INFO","event":"escapes","message":"auth\\u005ftoken \\ud83d\\ude00 \\u0001 \\"q\\" C:\\\\new\\u2028"}',
];

/** Queries that try them. */
export const oddQueries: string[] = [
  ...['"a\\"b.x.y.\'":1', "a.b.c:joined", '"0":digit', '"list.0":a', '"*":star', 'ключ:"It\'s 100%"', '"/~":slash'],
  ...['$x:"\\\\d"'],
  ...[
    'list:"[\\"a\\",1]"',
    "list:*A*",
    'text:"a\\nb"',
    "text:/^b/",
    "text:/a$/",
    "text:/b$/",
    "text:a?b",
    'back:"a\\\\"',
    "back:/\\\\$/",
  ],
  ...[
    "n:1.5",
    "n:>1",
    "n:1*",
    "zero:0",
    "zero:<=0",
    "t:true",
    "f:FALSE",
    "f:false",
    "no:null",
    "no:*",
    "no:n?ll",
    'no:"null"',
  ],
  ...[
    'empty:""',
    "empty:*",
    "five:5",
    "five:>4",
    "five:>a",
    "-five:5",
    "o:*",
    "error:*",
    "level:[INFO TO error]",
    "level:i*",
  ],
  ...[
    "auth_token",
    "😀",
    '"\\"q\\""',
    '"c:\\\\new"',
    "ew",
    "005f",
    "/C:.NEW/",
    "/token .{1,2} /",
    "100%",
    '"it\'s"',
    '"seq\\":3"',
  ],
  ...[
    "outcome:error",
    "outcome:*",
    "-outcome:*",
    "error_group:*",
    "error_group:/^tts . voice/",
    "error_group:x*",
    "error_group:<TTS",
    "pattern:*",
    "-pattern:*",
    'pattern:"m"',
    'pattern:""',
    "pattern:/^codes #/",
    'pattern:"failed: {voice: \\"…\\", rate: #, ok:true} at # from #"',
  ],
];

/** For each query the lines that it finds, by the simple reading. */
export function linesFound(query: string): string[] {
  const { query: tree, errors } = parseQuery(query);
  if (errors.length > 0) throw new Error(`${query} is wrong: ${errors[0]!.kind}`);
  return oddLines.filter((line) => matchesEvent(tree, parseLine(line)));
}
