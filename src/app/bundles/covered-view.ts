import type { LogCover } from "../../bundle/cover/log-cover.ts";
import { errorGroupLink } from "../links/error-group-link.ts";
import { logsLink } from "../links/logs-link.ts";
import { requestLink } from "../links/request-link.ts";
import type { BundleChoice } from "./chosen-rows.ts";

/** The address at which whoever opens a bundle sees what was chosen, without a log; covered like the log. */
export function coveredView(choice: BundleChoice, cover: LogCover): string {
  switch (choice.kind) {
    case "call":
      return requestLink(coveredRequestId(choice.requestId, cover), "");
    case "group":
      return errorGroupLink(cover.groupKey(choice.key), "");
    case "range": {
      const { view, query, range, hasOwnCalls } = choice;
      return logsLink({ set: "", view, query: cover.query(query), range, hasOwnCalls });
    }
  }
}

/** A request id as the lines of the bundle have it. */
export function coveredRequestId(requestId: string, cover: LogCover): string {
  return String(cover.data({ request_id: requestId })["request_id"]);
}
