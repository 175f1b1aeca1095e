import { maxBytesOf, maxParts } from "../../bundle/bundle-limits.ts";
import { partOf, type WrittenPart } from "../../bundle/part-writer.ts";
import type { LocalArchive } from "../../local-archive/local-archive.ts";

/** Beside them stand a manifest, a log, notes and an answer. */
const mostSounds = maxParts - 10;

/**
 * The sounds of some calls, where the archive of this browser has them. Each is one part, whatever calls it is of.
 *
 * @param covered gives a request id as it leaves
 * @throws DOMException `AbortError` when the signal aborts
 * @throws RangeError when a reader would refuse so many sounds, or so long ones
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
    if (audio.sizeBytes > maxBytesOf("audio/"))
      throw new RangeError(`The sound ${audio.fileName} is too long for a bundle`);
    if (parts.size === mostSounds) {
      throw new RangeError(`A bundle holds at most ${String(mostSounds)} sounds; choose fewer calls`);
    }
    const part = await partOf("audio", await archive.sound(audio.id), signal);
    const calls = [...(parts.get(part.sha256)?.calls ?? []), covered(id)];
    parts.set(part.sha256, { ...part, path: `audio/${part.sha256}.wav`, calls });
  }
  return [...parts.values()];
}
