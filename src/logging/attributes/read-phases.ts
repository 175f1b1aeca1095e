import { isRecord } from "../../basics/record.ts";
import type { CallPhases } from "./call-phases.ts";
import { timedKinds, type MessageTimes } from "./message-times.ts";

const momentNames = ["token_from_ms", "token_wait_ms", "connected_ms", "headers_ms", "attempts"] as const;
/** A foreign line may hold anything: more entries than this are none of ours. */
const mostEntries = 10_000;

/** The phases in `response_data` that have their type, in a line of whatever origin; undefined where there are none. */
export function readPhases(response: unknown): CallPhases | undefined {
  const phases = isRecord(response) ? response["phases"] : undefined;
  if (!isRecord(phases)) return undefined;
  const moments = momentNames.map((name) => [name, isTime(phases[name]) ? phases[name] : undefined] as const);
  const messages = timedKinds.map((kind) => [kind, readTimes(phases[kind])] as const);
  const known = [...moments, ...messages].filter(([, value]) => value !== undefined);
  return known.length > 0 ? (Object.fromEntries(known) as CallPhases) : undefined;
}

function readTimes(times: unknown): MessageTimes | undefined {
  if (!isRecord(times)) return undefined;
  const { at_ms, bin_ms, counts, first_ms, last_ms, pauses_ms = [] } = times;
  if (isTimes(at_ms)) return { at_ms: at_ms.toSorted((a, b) => a - b) };
  if (!isTime(bin_ms) || bin_ms === 0 || !isTimes(counts) || !isTime(first_ms) || !isTime(last_ms)) return undefined;
  if (!Array.isArray(pauses_ms) || !pauses_ms.every((pause) => isTimes(pause) && pause.length === 2)) return undefined;
  return { bin_ms, counts, first_ms, last_ms, pauses_ms: pauses_ms as [number, number][] };
}

const isTime = (value: unknown): value is number => typeof value === "number" && value >= 0 && value < Infinity;

function isTimes(value: unknown): value is number[] {
  return Array.isArray(value) && value.length > 0 && value.length <= mostEntries && value.every(isTime);
}
