import { isRecord } from "./record.ts";

/**
 * A value of any type as OTLP's JSON has it (`AnyValue`): 64-bit integers are texts, null is `{}`.
 *
 * @see https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 */
export type OtlpValue =
  | { stringValue: string }
  | { boolValue: boolean }
  | { intValue: string }
  | { doubleValue: number | string }
  | { arrayValue: { values: OtlpValue[] } }
  | { kvlistValue: { values: OtlpAttribute[] } }
  | Record<string, never>;

/** A value with its name. */
export interface OtlpAttribute {
  key: string;
  value: OtlpValue;
}

/** Deeper values are written as text, and read as they are: receivers have limits, and refuse a whole batch for one value. */
const maxDepth = 32;

/** A value of JSON for OTLP. Whole numbers that a double holds exactly are integers, all other numbers doubles. */
export function otlpValue(value: unknown, depth = 0): OtlpValue {
  if (typeof value === "string") return { stringValue: value.toWellFormed() };
  if (typeof value === "boolean") return { boolValue: value };
  if (typeof value === "number") return otlpNumber(value);
  if (value === null || value === undefined) return {};
  if (depth === maxDepth) return { stringValue: JSON.stringify(value).toWellFormed() };
  if (Array.isArray(value)) return { arrayValue: { values: value.map((item) => otlpValue(item, depth + 1)) } };
  return { kvlistValue: { values: otlpAttributes(value as Record<string, unknown>, depth + 1) } };
}

/** The fields of an object for OTLP, in their order; those that are undefined are left out. */
export function otlpAttributes(fields: Readonly<Record<string, unknown>>, depth = 0): OtlpAttribute[] {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ({ key: key.toWellFormed(), value: otlpValue(value, depth) }));
}

/** JSON has no word for what is no number; protobuf's JSON has. */
function otlpNumber(value: number): OtlpValue {
  if (Number.isSafeInteger(value)) return { intValue: String(value) };
  return { doubleValue: Number.isFinite(value) ? value : String(value) };
}

/**
 * What a value of OTLP's JSON holds, whoever wrote it: integers that a double cannot hold stay texts, bytes stay in base64.
 *
 * @returns null for what is no such value
 */
export function readOtlpValue(value: unknown, depth = 0): unknown {
  if (!isRecord(value)) return null;
  if (depth === maxDepth) return value["stringValue"] ?? value;
  const { intValue, arrayValue, kvlistValue, ...others } = value;
  if (intValue !== undefined) return readInteger(intValue);
  if (isRecord(arrayValue)) return list(arrayValue["values"]).map((item) => readOtlpValue(item, depth + 1));
  if (isRecord(kvlistValue)) return readOtlpAttributes(kvlistValue["values"], depth + 1);
  return others["stringValue"] ?? others["boolValue"] ?? others["doubleValue"] ?? others["bytesValue"] ?? null;
}

/** What a list of named values holds, as an object. */
export function readOtlpAttributes(attributes: unknown, depth = 0): Record<string, unknown> {
  const entries = list(attributes).flatMap((attribute): [string, unknown][] => {
    if (!isRecord(attribute) || typeof attribute["key"] !== "string") return [];
    return [[attribute["key"], readOtlpValue(attribute["value"], depth)]];
  });
  return Object.fromEntries(entries);
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function readInteger(value: unknown): unknown {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
