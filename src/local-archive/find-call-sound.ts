import type { ArchiveEntry } from "./archive-records.ts";
import type { LocalArchive } from "./local-archive.ts";

/** Sounds whose texts name the id of a call without being its sound. */
const mostNamed = 50;

/** The sound that was saved of a call; undefined where none was. @param requestId of the call in the log */
export async function findCallSound(
  archive: Pick<LocalArchive, "list">,
  requestId: string,
): Promise<ArchiveEntry | undefined> {
  const { entries } = await archive.list({ search: requestId, limit: mostNamed });
  return entries.find(({ audio }) => audio.metadata["request_id"] === requestId);
}
