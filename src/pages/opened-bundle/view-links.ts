import type { BundleRecord } from "../../app/bundles/bundle-record.ts";
import { viewOfLog } from "../../app/imported-logs/log-address.ts";
import { safeView } from "../../bundle/read/safe-view.ts";

/** Link to the view of a bundle. @param log as addresses name it; empty: the live log */
export function bundleLink({ manifest }: BundleRecord, log: string): string {
  return linkTo(bundleView(manifest.view), log);
}

/** Link to the view of the answer; undefined when it has none, or one that is no page of a log. */
export function answerLink({ answer }: BundleRecord, log: string): string | undefined {
  const view = safeView(answer?.view ?? "");
  return view === undefined ? undefined : linkTo(view, log);
}

/** The view of a bundle; Logs when it is no page of a log. */
export function bundleView(view: string): string {
  return safeView(view) ?? "/logs";
}

function linkTo(view: string, log: string): string {
  return log === "" ? view : viewOfLog(view, log);
}
