import type { LogEvent } from "../../logging/log-event.ts";

/** Under which names a call is known on both sides. */
export type CallIdKind = "request" | "server" | "serverUuid" | "client" | "workflow" | "session" | "archive";

/** The ids of a call that its lines have, ours first. @param archiveId of its sound in this browser */
export function callIds(event: LogEvent, workflowId?: string, archiveId?: string): { kind: CallIdKind; id: string }[] {
  const response = event.response_data ?? {};
  const ids: [CallIdKind, unknown][] = [
    ["request", event.request_id],
    ["server", event.server_request_id],
    ["serverUuid", response["server_request_uuid"]],
    ["client", response["server_client_id"]],
    ["workflow", workflowId],
    ["session", event.session_id],
    ["archive", archiveId],
  ];
  return ids.flatMap(([kind, id]) => (typeof id === "string" && id !== "" ? [{ kind, id }] : []));
}
