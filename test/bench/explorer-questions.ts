import type { Query } from "../../src/query/query.ts";
import type { ExploreView } from "../../src/store/explore.ts";

// What the explorer benches ask, for our store, for rows in a browser database and for DuckDB alike.

/** Twenty fields whose values are counted. In calls `level` has no single value, so their outcome stands in its place. */
export const facetsOf = (view: ExploreView): string[] => [view === "events" ? "level" : "outcome", ...facets];

const facets = [
  "event",
  "service",
  "operation",
  "endpoint",
  "initiator",
  "request_data.service",
  "request_data.voice_name",
  "request_data.language_code",
  "request_data.encoding",
  "request_data.sample_rate_hertz",
  "request_data.synthesize_options.model_type",
  "request_data.synthesize_options.voice_style",
  "request_data.model",
  "request_data.input",
  "error.error_type",
  "error.grpc_code",
  "error_diagnosis",
  "auth_present",
  "session_id",
];

/** One condition of a filter. */
export interface Condition {
  path: string;
  /** One of these values. */
  values?: (string | boolean)[];
  /** A larger number than this. */
  above?: number;
  isNot?: boolean;
}

/** Each filter is one change, as somebody clicks along. */
export const filters: Condition[][] = [
  [{ path: "service", values: ["TTS", "ASR"] }],
  [
    { path: "service", values: ["TTS", "ASR"] },
    { path: "duration_ms", above: 500 },
  ],
  [
    { path: "service", values: ["TTS", "ASR"] },
    { path: "duration_ms", above: 500 },
    { path: "event", values: ["request_error"], isNot: true },
  ],
  [{ path: "event", values: ["request_start"], isNot: true }],
  [{ path: "error.error_type", values: ["UNAVAILABLE", "INTERNAL"] }],
  [{ path: "request_data.voice_name", values: ["borisova", "levitan"] }],
  [
    { path: "operation", values: ["Synthesize", "Recognize"] },
    { path: "auth_present", values: [true] },
  ],
  [],
];

/** Fields whose values, and pairs of values, are counted for what differs. The explorer adds numbers and times. */
export const compared = [
  ...["service", "operation", "endpoint", "session_id", "request_data.service", "request_data.voice_name"],
  ...["language_code", "encoding", "sample_rate_hertz", "model", "input", "language", "sample_rate", "channels"].map(
    (name) => `request_data.${name}`,
  ),
  ...["word_time_offsets", "punctuation", "va_algorithm", "va_marks"].map((name) => `request_data.${name}`),
  ...["model_type", "voice_style"].map((name) => `request_data.synthesize_options.${name}`),
];

/** Bins of the chart. */
export const bins = 120;

/** A filter as the explorer's query. */
export function queryOf(filter: Condition[]): Query {
  return { is: "and", parts: filter.map(conditionQuery) };
}

function conditionQuery({ path, values, above, isNot }: Condition): Query {
  const tests: Query[] =
    values === undefined
      ? [{ is: "field", path, test: { is: "range", from: { value: String(above), isInclusive: false } } }]
      : values.map((value) => ({
          is: "field",
          path,
          test: { is: "value", value: String(value), isQuoted: typeof value === "string" },
        }));
  const any: Query = tests.length === 1 ? tests[0]! : { is: "or", parts: tests };
  return isNot === true ? { is: "not", part: any } : any;
}

/** A filter as a condition of SQL. @param without the field whose own conditions are lifted */
export function sqlOf(filter: Condition[], without?: string): string {
  const parts = filter.filter(({ path }) => path !== without).map(conditionSql);
  return parts.length === 0 ? "TRUE" : parts.join(" AND ");
}

/** The column of a path. */
export const columnName = (path: string): string => `"${path.replaceAll(".", "_")}"`;

function conditionSql({ path, values, above, isNot }: Condition): string {
  const column = columnName(path);
  if (values === undefined) return `${column} > ${String(above)}`;
  const list = values.map((value) => (typeof value === "string" ? `'${value}'` : String(value))).join(", ");
  return isNot === true ? `(${column} IS NULL OR ${column} NOT IN (${list}))` : `${column} IN (${list})`;
}

/** A filter as a test of rows in plain JavaScript. @param without the field whose own conditions are lifted */
export function testOf(filter: Condition[], without?: string): (row: object) => boolean {
  const tests = filter
    .filter(({ path }) => path !== without)
    .map(({ path, values, above = Infinity, isNot = false }) => {
      const read = readerOf(path);
      return (row: object) => {
        const value = read(row);
        return (values === undefined ? Number(value) > above : values.includes(value as string)) !== isNot;
      };
    });
  return (row) => tests.every((test) => test(row));
}

/** Reads a path of a row; undefined where it has none. */
export function readerOf(path: string): (row: object) => unknown {
  const names = path.split(".");
  return (row) => {
    let value: unknown = row;
    for (const name of names) value = (value as Record<string, unknown> | undefined)?.[name];
    return value;
  };
}
