import { isRecord } from "../basics/record.ts";
import type { DescEnum } from "@bufbuild/protobuf";

/** `request_data` of a call, as a log of anybody's has it: nothing in it can be relied on. */
export type LoggedFields = Readonly<Record<string, unknown>>;

/** A part of a request in proto JSON, under the contract's own field names. */
export type RequestJson = { [name: string]: RequestValue };
/** What stands in it. */
export type RequestValue = string | number | boolean | RequestJson;

/** A text without halves of characters, which no message can carry; undefined where it is none or empty. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value.toWellFormed() : undefined;
}

/** A whole number that an `int32` or `uint32` takes; undefined where it is none. */
export function wholeOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? value : undefined;
}

/** A finite number; undefined where it is none. */
export function numberOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** The name of a value of an enum; undefined where the contract has none of that name. */
export function enumOf(desc: DescEnum, value: unknown): string | undefined {
  return desc.values.find(({ name }) => name === value)?.name;
}

/** The fields of a group; none where it is no group. */
export function fieldsOf(value: unknown): LoggedFields {
  return isRecord(value) ? (value as LoggedFields) : {};
}

/** The entries that have a value. */
export function given(entries: Record<string, RequestValue | undefined>): RequestJson {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as RequestJson;
}
