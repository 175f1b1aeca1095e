import { isRecord } from "../../basics/record.ts";

/** Reads `request_data` by type: what is of another type, or not there, is undefined. */
export interface LoggedFields {
  text(name: string): string | undefined;
  number(name: string): number | undefined;
  flag(name: string): boolean | undefined;
  /** The value of a table under the name that the field holds. */
  choice<Value>(name: string, table: Record<string, Value>): Value | undefined;
  record(name: string): LoggedFields | undefined;
  names(): string[];
}

/** Makes a reader of a record that came from a log, whoever wrote it: what is no record has no fields. */
export function loggedFields(logged: unknown): LoggedFields {
  const data = isRecord(logged) ? logged : {};
  const own = (name: string): unknown => (Object.hasOwn(data, name) ? data[name] : undefined);
  const text = (name: string): string | undefined => {
    const value = own(name);
    return typeof value === "string" ? value : undefined;
  };
  return {
    text,
    number(name) {
      const value = own(name);
      return typeof value === "number" && Number.isFinite(value) ? value : undefined;
    },
    flag(name) {
      const value = own(name);
      return typeof value === "boolean" ? value : undefined;
    },
    choice(name, table) {
      const key = text(name);
      return key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
    },
    record(name) {
      const value = own(name);
      return isRecord(value) ? loggedFields(value) : undefined;
    },
    names: () => Object.keys(data),
  };
}
