import { partOf, type WrittenPart } from "../../bundle/part-writer.ts";
import type { LocalArchive } from "../../local-archive/local-archive.ts";

/**
 * The sounds of some calls, where the archive of this browser has them. Each is one part, whatever calls it is of.
 *
 * @param covered gives a request id as it leaves
 * @throws DOMException `AbortError` when the signal aborts
 */
export async function bundleSounds(
  open: () => Promise<Pick<LocalArchive, "list" | "sound">>,
  requestIds: ReadonlySet<string>,
  covered: (requestId: string) => string,
  signal?: AbortSignal,
): Promise<WrittenPart[]> {
  if (requestIds.size === 0) return [];
  const archive = await open();
  const { entries } = await archive.list({ limit: Infinity });
  const parts = new Map<string, WrittenPart>();
  for (const { audio } of entries) {
    const id = audio.metadata["request_id"];
    if (typeof id !== "string" || !requestIds.has(id)) continue;
    signal?.throwIfAborted();
    const part = await partOf("audio", await archive.sound(audio.id), signal);
    const calls = [...(parts.get(part.sha256)?.calls ?? []), covered(id)];
    parts.set(part.sha256, { ...part, path: `audio/${part.sha256}.wav`, calls });
  }
  return [...parts.values()];
}
