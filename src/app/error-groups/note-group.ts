import { logAudit } from "../../logging/log-audit.ts";
import type { Logger } from "../../logging/logger.ts";
import type { GroupState } from "./group-notes.ts";
import type { GroupRecords } from "./group-records.svelte.ts";

/** Notes the state of a group, with an audit event. False: it was refused, because a secret in use stands in the note. */
export function noteGroup(
  records: GroupRecords,
  logger: Pick<Logger, "logSystemEvent">,
  { note, ...noted }: GroupState,
): boolean {
  const isNoted = records.setState({ ...noted, note: note.trim() });
  if (isNoted)
    logAudit(logger, "rules", "The state of an error group was noted", {
      what: "error_group_state",
      state: noted.state,
    });
  return isNoted;
}
