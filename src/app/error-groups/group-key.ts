import { firstCharacters } from "../../query/messages/normalise-message.ts";
import type { Scalar } from "../../query/query.ts";
import type { FailureKind } from "./count-failures.ts";
import { kindPaths } from "./group-conditions.ts";

/** An error group has 200 characters, of which long names of service, operation and status take 70. */
const maxMessageInKey = 130;
const outageWords = "outage of ";
/** The bins of an outage move with the length of the log, and so does its beginning: up to this long, in milliseconds. */
const movedMs = 3_600_000;

/** Parts of a failure by their names; undefined where it has none. */
export function kindParts({ values }: Pick<FailureKind, "values">) {
  const [errorGroup, service, operation, status, cause, hop] = kindPaths.map((_, at) =>
    values[at] === undefined ? undefined : String(values[at]),
  );
  return { errorGroup, service, operation, status, cause, hop };
}

/**
 * The key of the group of a failure, when no rule merges or splits it: service, status, message, cause and hop, outage.
 *
 * @param message as rules spell it
 * @param hasOperation whether operations of a service are apart
 */
export function groupKey(kind: Pick<FailureKind, "values" | "outage">, message: string, hasOperation: boolean): string {
  const { service, operation, status, cause, hop } = kindParts(kind);
  const named = [service, hasOperation ? operation : undefined, status, message].filter(Boolean).join(" / ");
  const parts = [
    named || "failed without a message",
    ...(cause === undefined && hop === undefined ? [] : [`${cause ?? "no cause"} at ${hop ?? "unknown"}`]),
    ...(kind.outage === undefined ? [] : [`${outageWords}${minuteOf(kind.outage.fromMs)}`]),
  ];
  return parts.join(" · ");
}

/** The key of a part of a group that was split by a field. */
export function splitKey(key: string, path: string, value: Scalar | undefined): string {
  return `${key} · ${value === undefined ? `no ${path}` : `${path} = ${String(value)}`}`;
}

/** The key of a merged group. */
export const mergedKey = (name: string): string => `merged: ${name}`;

/** Whether two keys name one group: they are equal, or name an outage whose beginning was found a little earlier or later. */
export function isSameGroup(one: string, other: string): boolean {
  if (one === other) return true;
  const [first, second] = [outageOf(one), outageOf(other)];
  return first !== undefined && first.rest === second?.rest && Math.abs(first.atMs - second.atMs) <= movedMs;
}

function outageOf(key: string): { rest: string; atMs: number } | undefined {
  const [found, time] = / · outage of (\d{4}-\d\d-\d\dT\d\d:\d\dZ)/.exec(key) ?? [];
  return found === undefined ? undefined : { rest: key.replace(found, ""), atMs: Date.parse(time!) };
}

/** To the minute, UTC. */
const minuteOf = (timeMs: number) => `${new Date(timeMs).toISOString().slice(0, 16)}Z`;

/**
 * The message in the error group of a failure: what is left without service, operation and status. As an error group is cut, and
 * the names before the message have different lengths, only so much of it is taken as is there whatever they are.
 */
export function messageOf(kind: Pick<FailureKind, "values">): string {
  const { errorGroup = "", service, operation, status } = kindParts(kind);
  let rest = errorGroup;
  for (const part of [service, operation, status]) {
    if (part === undefined) continue;
    if (rest === part) return "";
    if (rest.startsWith(`${part} / `)) rest = rest.slice(part.length + 3);
  }
  return firstCharacters(rest, maxMessageInKey);
}
