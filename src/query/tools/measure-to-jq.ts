import type { Division, Measure, MeasureRequest } from "../measure.ts";
import type { Query } from "../query.ts";
import { definitionsFor } from "./jq-definitions.ts";
import { jqCondition, jqRows, jqValues } from "./to-jq.ts";

/** The name of a measure in the answer of jq and in tables: `rows`, `share`, `p95(duration_ms)`, `sum(response_data.audio_bytes)`. */
export function measureName(measure: Measure): string {
  switch (measure.is) {
    case "rows":
    case "share":
      return measure.is;
    case "percentile":
      return `p${String(measure.percent)}(${measure.path})`;
    default:
      return `${measure.is}(${measure.path})`;
  }
}

/**
 * The numbers of a question as a program for jq 1.6 or later, over a log as *Console JSONL*: one object for each group that has rows,
 * `by` and `over` being the value, or the number of the stretch, the hour or the range from 0.
 *
 * Ranges between the least and the greatest number (`numbers`) are given as `ranges`, from the answer.
 */
export function measureToJq(request: MeasureRequest): string {
  const { measures, by, over, windowBins } = request;
  const rows = `def rows: ${jqRows(request)};`;
  const fields = measures.map((measure) => fieldOf(measure, request));
  const row = `{by: [${keyOf(by, request)}], over: [${keyOf(over, request, windowBins)}], m: [${fields.join(", ")}]}`;
  const numbers = measures.map((measure, at) => `"${nameAt(measures, at)}": ${numberOf(measure, at)}`);
  const ofGroup = ["by: .[0].by", "over: .[0].over", ...numbers].join(",\n   ");
  const program = [
    rows,
    `[rows | . as $row | ${row}]`,
    ...limit(by, "by"),
    ...limit(over, "over"),
    `| map({by: .by[], over: .over[], m})`,
    `| group_by([.by, .over])`,
    `| map({${ofGroup}})`,
  ].join("\n");
  return [`# jq -cnR -f numbers.jq, and the files of the log, oldest first`, ...definitionsFor(program), program].join(
    "\n",
  );
}

/** Measures of one name are told apart by their number. */
function nameAt(measures: Measure[], at: number): string {
  const name = measureName(measures[at]!);
  const earlier = measures.slice(0, at).filter((measure) => measureName(measure) === name).length;
  return earlier === 0 ? name : `${name} ${String(earlier + 1)}`;
}

/** What is kept of a row for a measure; null where nothing counts. */
function fieldOf(measure: Measure, { view }: MeasureRequest): string {
  const holds = (query: Query | undefined) => (query === undefined ? "true" : `($row | ${jqCondition(query, view)})`);
  switch (measure.is) {
    case "rows":
      return "1";
    case "share":
      return `(if ${holds(measure.of)} | not then null elif ${holds(measure.part)} then 1 else 0 end)`;
    case "distinct":
      return `([$row | ${jqValues(measure.path, view)}] | if . == [] then null else [first] end)`;
    default: {
      const number = measure.path === "timestamp" ? "time_ms" : `first(${jqValues(measure.path, view)}) | numbers`;
      return `([$row | ${number}] | first)`;
    }
  }
}

function numberOf(measure: Measure, at: number): string {
  const found = `map(.m[${String(at)}] | values)`;
  switch (measure.is) {
    case "rows":
      return "length";
    case "distinct":
      return `(${found} | unique | length)`;
    case "sum":
      return `(${found} | add)`;
    case "least":
      return `(${found} | min)`;
    case "most":
      return `(${found} | max)`;
    case "share":
    case "mean":
      return `(${found} | if length == 0 then null else add / length end)`;
    case "percentile":
      return `(${found} | sort | if length == 0 then null else .[(length * ${String(measure.percent)} / 100 | ceil) - 1] end)`;
  }
}

/** The groups of a row: none, one, or as many as there are windows with it. */
function keyOf(division: Division | undefined, { view }: MeasureRequest, windowBins = 1): string {
  switch (division?.is) {
    case undefined:
      return "null";
    case "time": {
      const { fromMs, toMs, bins } = division;
      const bin = `(($row | time_ms - ${String(fromMs)}) * ${String(bins)} / ${String(toMs - fromMs)} | floor)`;
      const all = windowBins === 1 ? bin : `(${bin} | range(.; . + ${String(windowBins)}))`;
      return `(${all} | select(. >= 0 and . < ${String(bins)}))`;
    }
    case "week": {
      const [first, ...later] = division.offsets.map(
        ({ fromMs, offsetMs }) => [String(fromMs), String(offsetMs)] as const,
      );
      const offset = later.reduceRight(
        (rest, [fromMs, offsetMs], at) =>
          `if . < ${fromMs} then ${at === 0 ? (first?.[1] ?? "0") : later[at - 1]![1]} else ${rest === "" ? offsetMs : rest} end`,
        "",
      );
      const shift = offset === "" ? (first?.[1] ?? "0") : `(${offset})`;
      return `($row | time_ms | (. + ${shift}) / 3600000 | floor | (. + 72) % 168)`;
    }
    case "values":
      return `($row | first(${valueOf(division.path, view)}))`;
    case "combinations":
      return `([${division.paths.map((path) => `($row | first((${valueOf(path, view)}), null))`).join(", ")}])`;
    case "numbers":
      throw new RangeError("the ranges of the numbers are in the answer");
    case "ranges": {
      const { path, edges } = division;
      const last = edges.length - 2;
      const number = `($row | first(${jqValues(path, view)}) | numbers)`;
      return `(${number} | . as $n | ${JSON.stringify(edges)} | select($n >= first and $n <= last) | [map(select(. <= $n)) | length - 1, ${String(last)}] | min)`;
    }
  }
}

/** A call with several levels has its severest. */
function valueOf(path: string, view: MeasureRequest["view"]): string {
  if (path !== "level" || view === "events") return jqValues(path, view);
  const levels = `["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]`;
  return `[${jqValues(path, view)}] | select(. != []) | max_by(. as $level | ${levels} | index($level))`;
}

/** Leaves the most frequent values. */
function limit(division: Division | undefined, key: "by" | "over"): string[] {
  if (division?.is !== "values" && division?.is !== "combinations") return [];
  const byFrequency = `sort_by([-length, (first | if type == "string" then . else tojson end)])`;
  const most = `map(.${key}[]) | group_by(.) | ${byFrequency}[:${String(division.limit)}] | map(first)`;
  return [`| (${most}) as $most_${key}`, `| map(.${key} |= map(select(IN($most_${key}[]))))`];
}
