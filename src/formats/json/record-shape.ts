import { bareDurationNames, durationNames, fieldNames, type FieldRole } from "../field-names.ts";
import type { LogKind, ReadingChoice, RecordData } from "../record-reading.ts";
import { kindOfObject } from "./object-kind.ts";
import { isRecord } from "../../basics/record.ts";
import { ownKeysAmong } from "./own-fields.ts";

/** Where a field stands in records of one shape. */
export interface FieldRef {
  /** As the record writes it, with dots between steps. */
  path: string;
  /** The name in the table that it matched, in lower case. */
  name: string;
  steps: string[];
}

/** What is the same for all records with the same keys in the same order, found out once. */
export interface RecordShape {
  keys: string[];
  /** What a person chose, or what the keys tell. */
  kind: LogKind;
  /** What the keys tell. */
  detected: LogKind;
  /** Fields of each role, the likeliest first. */
  refs: Readonly<Partial<Record<FieldRole, FieldRef[]>>>;
  durations: FieldRef[];
  own: ReturnType<typeof ownKeysAmong>;
  /** Data of the last record that was read. */
  lastData?: Readonly<RecordData>;
}

interface Candidate {
  role: FieldRole | "duration";
  order: number;
  /** Where it stands in a record that spells it as the table does. */
  ref: FieldRef;
}

/** The tables' names by themselves and by the objects in which they can stand, in lower case; made when first needed. */
let index: Map<string, Candidate[]> | undefined;

function candidatesIndex(): Map<string, Candidate[]> {
  if (index) return index;
  const made = new Map<string, Candidate[]>();
  const add = (role: Candidate["role"], names: Iterable<string>) => {
    for (const [order, spelled] of [...names].entries()) {
      for (const start of [spelled, ...stepsBefore(spelled)]) {
        const steps = start === spelled ? [spelled] : [start, ...spelled.slice(start.length + 1).split(".")];
        const key = start.toLowerCase();
        const ref = { path: spelled, name: spelled.toLowerCase(), steps };
        made.set(key, [...(made.get(key) ?? []), { role, order, ref }]);
      }
    }
  };
  for (const [role, names] of Object.entries(fieldNames)) add(role as FieldRole, names);
  add("duration", [...durationNames.keys(), ...bareDurationNames]);
  return (index = made);
}

/** `a.b.c`: `a` and `a.b`, the objects in which it can stand. */
function stepsBefore(name: string): string[] {
  const dots = [...name.matchAll(/\./g)].map((dot) => dot.index);
  return dots.filter((at) => at > 0).map((at) => name.slice(0, at));
}

/** Finds out the shape of a record; the fields that a person chose come before all others. */
export function resolveShape(record: Record<string, unknown>, keys: string[], choice: ReadingChoice): RecordShape {
  const candidates = candidatesIndex();
  const found: Candidate[] = [];
  for (const key of keys) {
    for (const candidate of candidates.get(key.toLowerCase()) ?? []) {
      const { steps } = candidate.ref;
      const isSpelledSo = steps[0] === key;
      found.push(isSpelledSo ? candidate : { ...candidate, ref: respelled(candidate.ref, key) });
    }
  }
  found.sort((a, b) => a.order - b.order);
  const refs: Partial<Record<FieldRole, FieldRef[]>> = {};
  const durations: FieldRef[] = [];
  for (const { role, ref } of found) {
    if (role === "duration") durations.push(ref);
    else (refs[role] ??= []).push(ref);
  }
  for (const role of ["time", "level", "message"] as const) {
    const path = choice[role];
    if (path !== undefined)
      refs[role] = [{ path, name: "chosen", steps: stepsOf(record, path) }, ...(refs[role] ?? [])];
  }
  const detected = kindOfObject(record);
  return { keys, kind: choice.kind ?? detected, detected, refs, durations, own: ownKeysAmong(keys) };
}

/** Whether a reading looks at a field of this name, or into it. */
export function isLookedAt(name: string, { time, level, message }: ReadingChoice): boolean {
  const isChosen = (path: string | undefined) => path === name || path?.startsWith(`${name}.`) === true;
  if (isChosen(time) || isChosen(level) || isChosen(message)) return true;
  return candidatesIndex().has(name.toLowerCase()) || ownKeysAmong([name]).length > 0;
}

/** Records whose reading looks at more than the fields of its shape. */
const wholeKinds: ReadonlySet<LogKind> = new Set([
  "console",
  "prototype",
  "docker",
  "loki",
  "cloudwatch",
  "otel",
  "envoy",
]);

/** Whether `isLookedAt` tells all fields that a reading of this shape needs. */
export function needsOnlyRefs({ keys, kind, detected, refs }: RecordShape): boolean {
  if (wholeKinds.has(kind) || wholeKinds.has(detected)) return false;
  // An event of ours is stored as it is; a template names any field.
  if (keys.includes("session_id") && keys.includes("seq")) return false;
  return refs.message?.every(({ name }) => name !== "@mt" && name !== "messagetemplate") ?? true;
}

/** A field whose first step has other letters' case; steps inside keep that of the table. */
function respelled({ path, name, steps }: FieldRef, key: string): FieldRef {
  return { path: key + path.slice(key.length), name, steps: [key, ...steps.slice(1)] };
}

/** Splits a dotted path where the record has objects; dots that belong to a name stay. */
function stepsOf(record: Record<string, unknown>, path: string): string[] {
  if (Object.hasOwn(record, path)) return [path];
  for (const start of stepsBefore(path)) {
    const inner = Object.hasOwn(record, start) ? record[start] : undefined;
    if (isRecord(inner)) return [start, ...stepsOf(inner, path.slice(start.length + 1))];
  }
  return [path];
}

/** The value of a field; undefined where the record has none. */
export function valueAt(record: Record<string, unknown>, { steps }: FieldRef): unknown {
  const first = record[steps[0]!];
  if (steps.length === 1) return first;
  let value = first;
  for (let at = 1; at < steps.length; at++) {
    if (!isRecord(value) || !Object.hasOwn(value, steps[at]!)) return undefined;
    value = value[steps[at]!];
  }
  return value;
}

/** The first of several fields that holds a text; undefined without one. */
export function textAt(record: Record<string, unknown>, refs: FieldRef[] | undefined): string | undefined {
  if (!refs) return undefined;
  for (const ref of refs) {
    const value = valueAt(record, ref);
    if (typeof value === "string" && value !== "") return value;
  }
  return undefined;
}
