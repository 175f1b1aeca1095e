/**
 * Definition of each number in `LogSummary` as a jq program over the exported `tts_structured.jsonl`, for
 * `jq --slurp --compact-output`. Shown on the dashboard for copying; a test compares its result with the dashboard.
 *
 * Percentiles are by nearest rank. An absent service or operation counts as "".
 */
export const jqRules = {
  events: `map(select(.event != "imported_sentence")) | length`,
  services: `map(select(.event | test("^request_(start|success|error|cancelled)$"))) | group_by(.service // "")
| map((map(select(.event == "request_start")) | length) as $calls
| (map(select(.event == "request_success")) | length) as $successes
| (map(select(.event == "request_error")) | length) as $errors
| (map(select(.event == "request_cancelled")) | length) as $cancelled
| {service: (.[0].service // ""), calls: $calls, successes: $successes, errors: $errors, cancelled: $cancelled,
   successRate: (if $successes + $errors == 0 then null else $successes / ($successes + $errors) end)})`,
  operations: `map(select((.event == "request_success" or .event == "request_error") and .duration_ms != null))
| group_by([.service // "", .operation // ""])
| map((map(.duration_ms) | sort) as $d | ($d | length) as $n
| {service: (.[0].service // ""), operation: (.[0].operation // ""), calls: $n,
   p50Ms: $d[($n * 50 / 100 | ceil) - 1], p95Ms: $d[($n * 95 / 100 | ceil) - 1], p99Ms: $d[($n * 99 / 100 | ceil) - 1]})`,
  minutes: `map(select(.event == "request_start" or .event == "request_error")) | group_by(.timestamp[0:16])
| map({minuteMs: ((.[0].timestamp[0:16] + ":00Z" | fromdate) * 1000),
   calls: (map(select(.event == "request_start")) | length), errors: (map(select(.event == "request_error")) | length)})`,
  errorTypes: `map(select((.event == "request_error" or .event == "imported_line") and .error.error_type != null)) | group_by(.error.error_type)
| map({type: .[0].error.error_type, count: length}) | sort_by([-.count, .type])`,
  levels: `map(select(.event != "imported_sentence")) | group_by(.level) | map({level: .[0].level, count: length})`,
  own: `map(select(.initiator == "console")) | {calls: (map(select(.event == "request_start")) | length),
   events: (map(select(.event != "imported_sentence")) | length)}`,
} as const;

/** The jq program that leaves out what the console did by itself: put it before a program of `jqRules`, joined by ` | `. */
export const jqWithoutOwn = `map(select(.initiator != "console"))`;

/**
 * The jq program that filters events by time: put it before a program of `jqRules`, joined by ` | `.
 *
 * All times of the log have the same format, so comparing them as text is correct.
 */
export function jqRange(fromMs: number, toMs: number): string {
  const [from, to] = [fromMs, toMs].map((timeMs) => JSON.stringify(new Date(timeMs).toISOString())) as [string, string];
  return `map(select(.timestamp >= ${from} and .timestamp < ${to}))`;
}
