import { listedValues } from "../../src/query/match/field-values.ts";
import type { Scalar } from "../../src/query/query.ts";
import type {
  CodedValues,
  FieldBlock,
  FieldColumn,
  FieldSummary,
  PlainNumbers,
} from "../../src/store/columns/field-block.ts";
import { requestKey } from "../../src/store/columns/request-key.ts";

/** How much of a field is listed in a block. */
export interface FieldLimits {
  /** Most distinct texts of a field; of one with more, no text is listed. */
  texts: number;
  /** Most distinct numbers of a field; where there are more, they are plain. */
  numbers: number;
}

/** The fields of some lines, by parsing each of them, with as many or few values listed as a test wants. */
export function plainFieldBlock(lines: Uint8Array, firstPosition: number, limits: FieldLimits): FieldBlock {
  const fields = new Map<string, { rows: number[]; values: Scalar[] }>();
  const lineBytes: number[] = [];
  const decoder = new TextDecoder();
  let row = 0;
  for (let start = 0; start < lines.length; row++) {
    const end = lines.indexOf(lineFeed, start) + 1 || lines.length;
    const line = JSON.parse(decoder.decode(lines.subarray(start, end))) as Record<string, unknown>;
    lineBytes.push(end - start);
    for (const [path, value] of listedValues(line)) {
      let field = fields.get(path);
      if (field === undefined) fields.set(path, (field = { rows: [], values: [] }));
      field.rows.push(row);
      field.values.push(path === "timestamp" ? timeOf(value) : value);
    }
    start = end;
  }
  const length = row;
  const columns = new Map<string, FieldColumn>();
  for (const [path, { rows, values }] of fields) columns.set(path, columnOf(path, rows, values, length, limits));
  return {
    firstPosition,
    length,
    paths: [...columns.keys()],
    column: (path) => columns.get(path),
    summaries: () => [...columns.values()].map(summaryOf),
    omitted: 0,
    lineBytes,
    ...requestsOf(fields.get("request_id"), length),
  };
}

const lineFeed = 10;
/** Fields of which all texts are listed. */
const listedFields = new Set(["level", "event", "service", "operation", "session_id", "error.error_type", "outcome"]);

function timeOf(value: Scalar): Scalar {
  const timeMs = typeof value === "string" ? Date.parse(value) : NaN;
  return Number.isNaN(timeMs) ? value : timeMs;
}

function columnOf(path: string, rows: number[], values: Scalar[], length: number, limits: FieldLimits): FieldColumn {
  const distinct = [...new Set(values)];
  const numbers = distinct.filter((value) => typeof value === "number");
  const texts = distinct.filter((value) => typeof value === "string");
  const isPlain = numbers.length > limits.numbers || path === "timestamp";
  const areListed = texts.length <= limits.texts || listedFields.has(path);
  const listed = distinct.filter((value) =>
    typeof value === "number" ? !isPlain : typeof value !== "string" || areListed,
  );
  const codeOf = new Map(listed.map((value, index) => [value, index + 1]));
  const coded: CodedValues & { rows: number[]; codes: number[] } = { rows: [], codes: [], values: listed };
  const plain: PlainNumbers & { rows: number[]; numbers: number[] } = { rows: [], numbers: [] };
  for (const [index, value] of values.entries()) {
    if (isPlain && typeof value === "number") {
      plain.rows.push(rows[index]!);
      plain.numbers.push(value);
    } else {
      coded.rows.push(rows[index]!);
      coded.codes.push(codeOf.get(value) ?? 0);
    }
  }
  return {
    path,
    hasLists: texts.some((text) => text.startsWith("[")),
    ...(coded.rows.length > 0 && { coded: { ...coded, rows: coded.rows.length === length ? undefined : coded.rows } }),
    ...(plain.rows.length > 0 && { plain: { ...plain, rows: plain.rows.length === length ? undefined : plain.rows } }),
  };
}

function summaryOf({ path, hasLists, coded, plain }: FieldColumn): FieldSummary {
  return {
    path,
    present: (coded?.codes.length ?? 0) + (plain?.numbers.length ?? 0),
    hasLists,
    hasUnlisted: Array.from(coded?.codes ?? []).includes(0),
    hasNumbers: plain !== undefined,
    valuesJson: new TextEncoder().encode(JSON.stringify(coded?.values ?? [])),
  };
}

function requestsOf(field: { rows: number[]; values: Scalar[] } | undefined, length: number) {
  const requestCodes = new Uint32Array(length);
  const codeOf = new Map<Scalar, number>();
  for (const [index, id] of (field?.values ?? []).entries()) {
    if (typeof id !== "string") continue;
    if (!codeOf.has(id)) codeOf.set(id, codeOf.size + 1);
    requestCodes[field!.rows[index]!] = codeOf.get(id)!;
  }
  return { requestCodes, requestKeys: [...codeOf.keys()].map((id) => requestKey(id as string)) };
}
