import type { LogCover } from "../../bundle/log-cover.ts";
import { printQuery } from "../../query/print-query.ts";
import type { BundleChoice } from "./chosen-rows.ts";

/** The address at which whoever opens a bundle sees what was chosen, without a log; covered like the log. */
export function coveredView(choice: BundleChoice, cover: LogCover): string {
  switch (choice.kind) {
    case "call":
      return `/request/${encodeURIComponent(coveredRequestId(choice.requestId, cover))}`;
    case "group":
      return `/error/${encodeURIComponent(cover.groupKey(choice.key))}`;
    case "range": {
      const { view, query, range, hasOwnCalls } = choice;
      const text = printQuery(cover.query(query));
      const parameters = {
        q: text === "*" ? "" : text,
        view,
        from: range.fromMs === undefined ? "" : String(Math.floor(range.fromMs)),
        to: range.toMs === undefined ? "" : String(Math.ceil(range.toMs)),
        own: hasOwnCalls ? "1" : "0",
      };
      const given = Object.entries(parameters).filter(([, value]) => value !== "");
      return `/logs?${new URLSearchParams(given).toString()}`;
    }
  }
}

/** A request id as the lines of the bundle have it. */
export function coveredRequestId(requestId: string, cover: LogCover): string {
  return String(cover.data({ request_id: requestId })["request_id"]);
}
