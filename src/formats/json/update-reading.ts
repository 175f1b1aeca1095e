import type { FieldRole } from "../field-names.ts";
import type { ReadingContext } from "../reading-context.ts";
import type { RecordReading } from "../record-reading.ts";
import { stripAnsi } from "../text/ansi.ts";
import { readTime } from "../time/read-time.ts";
import { dataRoles, durationOf, timeTextOf } from "./read-object.ts";
import type { FieldRef, RecordShape } from "./record-shape.ts";

/** Sets in a reading what another value of a field changes; returns whether that is all. */
export type FieldUpdate = (reading: RecordReading, value: unknown, context: ReadingContext) => boolean;

type Role = FieldRole | "duration";

/** What most lines say in other words than the line before, each in the field that is looked at first. */
const updates: Partial<Record<Role, (ref: FieldRef, shape: RecordShape) => FieldUpdate>> = {
  time:
    ({ path }) =>
    (reading, value, context) => {
      const time = reading.used.time === path ? readTime(value, context) : undefined;
      if (time === undefined) return false;
      reading.timeMs = time.timeMs;
      reading.timeText = timeTextOf(value);
      reading.zone = time.zone;
      return true;
    },
  message:
    ({ path }) =>
    (reading, value) => {
      const { used, level } = reading;
      // Others may tell of an error.
      const isQuiet = level === "INFO" || level === "DEBUG";
      if (typeof value !== "string" || used.message !== path || !isQuiet) return false;
      reading.message = stripAnsi(value);
      return true;
    },
  requestId: () => (reading, value) => {
    if (!isWord(value)) return false;
    reading.fields.request_id = value;
    return true;
  },
  duration: (ref, { kind, own }) => {
    const isStated = own.includes("duration_ms");
    return (reading, value) => {
      const durationMs = isStated ? undefined : durationOf(value, ref, kind);
      if (durationMs === undefined) return false;
      reading.fields.duration_ms = durationMs;
      return true;
    };
  },
};
for (const [role, name] of dataRoles) {
  // It tells of an error, too.
  if (role === "stack") continue;
  updates[role] = () => (reading, value) => {
    if (!isWord(value) || reading.data?.[name] === undefined) return false;
    reading.data = { ...reading.data, [name]: value };
    return true;
  };
}

const isWord = (value: unknown): value is string => typeof value === "string" && value !== "";

/** What another value of a field of this name changes; undefined where that may be more than one thing. */
export function updateOf(name: string, shape: RecordShape): FieldUpdate | undefined {
  const refs: Partial<Record<Role, FieldRef[]>> = { ...shape.refs, duration: shape.durations };
  const roles = (Object.keys(refs) as Role[]).filter((role) => refs[role]!.some(({ steps }) => steps[0] === name));
  const [role] = roles;
  // An ID of a request is one of ours, too.
  const isOwn = name !== "request_id" && shape.own.some((key) => key === name);
  if (role === undefined || roles.length > 1 || isOwn) return undefined;
  const first = refs[role]![0]!;
  // Another field goes before it, or a field inside of it.
  return first.path === name && first.steps.length === 1 ? updates[role]?.(first, shape) : undefined;
}
