import type { LogEvent } from "../../../logging/log-event.ts";
import type { Scalar } from "../../../query/query.ts";
import { eventFields } from "../event-fields.ts";

/** A field of a line, or an object with fields of its own. */
export interface FieldNode {
  /** Dotted path from the line. */
  path: string;
  /** Last part of the path. */
  name: string;
  /** Undefined for an object. */
  value?: Scalar;
  inner: FieldNode[];
}

/** The fields of a line as a tree, in its order; those of an object stand below it. */
export function fieldTree(event: LogEvent): FieldNode[] {
  const top: FieldNode[] = [];
  const groups = new Map<string, FieldNode>();
  for (const [path, value] of eventFields(event)) {
    const dot = path.indexOf(".");
    const head = path.slice(0, dot);
    if (dot < 0 || !Object.hasOwn(event, head)) {
      top.push({ path, name: path, value, inner: [] });
      continue;
    }
    const group = groups.get(head) ?? { path: head, name: head, inner: [] };
    if (!groups.has(head)) top.push(group);
    groups.set(head, group);
    group.inner.push({ path, name: path.slice(dot + 1), value, inner: [] });
  }
  return top;
}
