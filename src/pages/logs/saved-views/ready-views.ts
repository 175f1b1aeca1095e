import { auditQuery } from "../../../logging/audit-event.ts";

/** Views to start from, by what the address holds. */
export const readyViews = {
  errors: "q=outcome%3Aerror",
  slow: "q=duration_ms%3A%3E5000&sort=-duration_ms",
  voice: "q=request_data.voice_name%3A*&by=request_data.voice_name",
  // What is logged of tokens belongs to no call.
  auth: "q=service%3AAuth&view=events",
  live: "view=events&last=15m",
  // What a person did with the log: exports, deletions, changes of settings.
  audit: `q=${encodeURIComponent(auditQuery)}&view=events`,
} as const;
export type ReadyView = keyof typeof readyViews;

/** What of an address is no part of a view: which log, and which row is open. */
const notKept = ["log", "at"];

/** The view that an address shows: its parameters in one order, so that equal views are equal texts. */
export function viewOf(search: string): string {
  const parameters = new URLSearchParams(search);
  for (const name of notKept) parameters.delete(name);
  for (const [name, value] of [...parameters]) if (value === "") parameters.delete(name, value);
  parameters.sort();
  return parameters.toString();
}

/** The address of a view on the log that is shown now. */
export function addressOf(view: string, search: string): string {
  const parameters = new URLSearchParams(view);
  const log = new URLSearchParams(search).get("log") ?? "";
  if (log !== "") parameters.set("log", log);
  const query = parameters.toString();
  return query === "" ? "/logs" : `/logs?${query}`;
}

/** The page where the query of an address becomes a panel of a person's dashboard. */
export function panelAddress(search: string): string {
  const now = new URLSearchParams(search);
  const parameters = new URLSearchParams({ show: "own:" });
  for (const name of ["q", "log"]) if (now.get(name)) parameters.set(name, now.get(name)!);
  return `/dashboards?${parameters.toString()}`;
}
