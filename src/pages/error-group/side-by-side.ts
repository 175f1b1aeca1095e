import type { LogEvent } from "../../logging/log-event.ts";
import type { Scalar } from "../../query/query.ts";
import type { ExploreRow } from "../../store/explore.ts";
import { leavesOf, requestFields } from "./nearest-call.ts";

/** One field of two calls. */
export interface ComparedField {
  path: string;
  /** Undefined where the call lacks it. */
  failed: Scalar | undefined;
  good: Scalar | undefined;
  isDifferent: boolean;
}

/** A failed call beside a good one: what was asked, and what came of it. */
export interface SideBySide {
  request: ComparedField[];
  result: ComparedField[];
}

/** Most fields of a part that are compared; lines of other loggers may have thousands. */
const mostFields = 100;

/** Sets two calls side by side. @param first paths that stand before all others, such as those of what differs */
export function sideBySide(failed: ExploreRow, good: ExploreRow | undefined, first: readonly string[]): SideBySide {
  const rank = ({ path }: ComparedField) => (first.includes(path) ? 0 : 1);
  const request = fieldsOf(askedBy(failed.event), good && askedBy(good.event));
  return {
    request: request.sort((a, b) => rank(a) - rank(b)).slice(0, mostFields),
    result: fieldsOf(resultOf(failed), good && resultOf(good)).slice(0, mostFields),
  };
}

function askedBy(event: LogEvent): Map<string, Scalar> {
  const { endpoint, initiator } = event;
  return new Map([
    ...requestFields(event),
    ...Object.entries({ endpoint, initiator }).flatMap(([path, value]): [string, Scalar][] =>
      value === undefined ? [] : [[path, value]],
    ),
  ]);
}

function resultOf({ event, outcome }: ExploreRow): Map<string, Scalar> {
  const { error, duration_ms, response_size_bytes, response_data = {} } = event;
  const plain = {
    outcome: outcome === "error" && error ? error.error_type : outcome,
    "error.error_message": error?.error_message,
    duration_ms,
    response_size_bytes,
  };
  return new Map([
    ...Object.entries(plain).flatMap(([path, value]): [string, Scalar][] =>
      value === undefined ? [] : [[path, value]],
    ),
    ...leavesOf(response_data, "response_data"),
  ]);
}

function fieldsOf(failed: Map<string, Scalar>, good: Map<string, Scalar> | undefined): ComparedField[] {
  const paths = [...new Set([...failed.keys(), ...(good?.keys() ?? [])])];
  return paths.map((path) => {
    const [one, other] = [failed.get(path), good?.get(path)];
    return { path, failed: one, good: other, isDifferent: good !== undefined && one !== other };
  });
}
