import type { TimeBins } from "../time-bins.ts";
import { durationEdgesMs } from "./overview.ts";

const calls = `map(select(.event | test("^request_(start|success|error|cancelled)$")))`;

/** Percentiles are by nearest rank. An absent name counts as "". */
const numbers = `def count($event): map(select(.event == $event)) | length;
def numbers: (map(select(.event == "request_success" or .event == "request_error") | .duration_ms | values) | sort) as $d
| ($d | length) as $n | {calls: count("request_start"), successes: count("request_success"), errors: count("request_error"),
   cancelled: count("request_cancelled"), p50Ms: $d[($n * 50 / 100 | ceil) - 1], p95Ms: $d[($n * 95 / 100 | ceil) - 1],
   p99Ms: $d[($n * 99 / 100 | ceil) - 1]};`;

/** The bin of an event; null where it has no time. Bins are whole minutes. */
const bin = ({ startMs, stepMs }: TimeBins) =>
  `def bin: try (((.timestamp[0:16] + ":00Z" | fromdate) * 1000 - ${String(startMs)}) / ${String(stepMs)} | floor) catch null;`;

/** What of an `Overview` a program counts. */
export type OverviewRule = "all" | "services" | "operations" | "series" | "durations" | "errors" | "ownCalls";

/**
 * Definition of a part of an `Overview` as a jq program over the exported `tts_structured.jsonl`, for `jq --slurp --compact-output`.
 * Those of a range and without own calls have `jqRange` and `jqWithoutOwn` before them. A test compares each with the overview.
 *
 * `series` and `durations` have one line for each bin that is not empty; bin 0 begins at the start of the bins.
 */
export function jqOverview(rule: OverviewRule, bins: TimeBins): string {
  switch (rule) {
    case "all":
      return `${numbers} ${calls} | numbers`;
    case "services":
      return `${numbers} ${calls} | group_by(.service // "") | map({service: (.[0].service // "")} + numbers)`;
    case "operations":
      return `${numbers} ${calls} | group_by([.service // "", .operation // ""])
| map({service: (.[0].service // ""), operation: (.[0].operation // "")} + numbers)
| sort_by([-(.p95Ms // -1), .service, .operation])`;
    case "series":
      return `${numbers} ${bin(bins)} ${calls} | map(select(bin != null)) | group_by([.service // "", bin])
| map({service: (.[0].service // ""), bin: (.[0] | bin)} + numbers)`;
    case "durations":
      return `${bin(bins)} def row: .duration_ms as $ms | [${durationEdgesMs.join()}] | map(select(. <= $ms)) | length;
map(select((.event == "request_success" or .event == "request_error") and .duration_ms != null and bin != null))
| group_by([.service // "", row, bin]) | map({service: (.[0].service // ""), row: (.[0] | row), bin: (.[0] | bin), count: length})`;
    case "errors":
      return `${bin(bins)} map(select(.event == "request_error")) | group_by([.service // "", .error.error_type // ""])
| map({service: (.[0].service // ""), type: (.[0].error.error_type // ""), count: length,
   series: (map(bin | values) | group_by(.) | map({bin: .[0], count: length}))}) | sort_by([-.count, .service, .type])`;
    case "ownCalls":
      return `map(select(.initiator == "console" and .event == "request_start")) | length`;
  }
}
