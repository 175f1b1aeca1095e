import type { Scalar } from "../../../query/query.ts";
import { requestLink, sessionLink, workflowLink } from "../../../app/links/request-link.ts";

/** The pages about what an id names, by the path of its field. */
const pages = {
  request_id: { kind: "call", link: requestLink },
  session_id: { kind: "session", link: sessionLink },
  "request_data.workflow_id": { kind: "workflow", link: workflowLink },
  "data.workflow_id": { kind: "workflow", link: workflowLink },
} as const satisfies Record<string, { kind: string; link: (id: string, set: string) => string }>;

/** What has a page of its own. */
export type PageKind = (typeof pages)[keyof typeof pages]["kind"];

/**
 * The page about the value of a field; undefined for one that is no id.
 *
 * @param set the imported log, as addresses name it; empty: the live one
 */
export function pageOfValue(path: string, value: Scalar, set: string): { kind: PageKind; href: string } | undefined {
  if (!Object.hasOwn(pages, path) || typeof value !== "string" || value === "") return undefined;
  const { kind, link } = pages[path as keyof typeof pages];
  return { kind, href: link(value, set) };
}
