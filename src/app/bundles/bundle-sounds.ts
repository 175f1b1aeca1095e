import type { WavFormat } from "../../audio/wav.ts";
import { maxBytesOf, maxParts } from "../../bundle/bundle-limits.ts";
import { partOf, type WrittenPart } from "../../bundle/write/part-writer.ts";
import type { LocalArchive } from "../../local-archive/local-archive.ts";
import { soundOfCall, type SoundSources } from "../call-inputs/sound-of-call.ts";

/** Beside them stand a manifest, a log, notes and an answer. */
const mostSounds = maxParts - 10;

/** Where the sounds of a bundle come from. */
export interface BundleSoundSources extends Pick<SoundSources, "openInputs"> {
  openArchive: () => Promise<Pick<LocalArchive, "list" | "sound">>;
}

/**
 * The sounds of some calls, where this browser has them. Each is one part, whatever calls it is of.
 *
 * @param calls by their request IDs the format of the sound that each sent, undefined where it sent none
 * @param covered gives a request id as it leaves
 * @throws DOMException `AbortError` when the signal aborts
 * @throws RangeError when a reader would refuse so many sounds, or so long ones
 */
export async function bundleSounds(
  { openArchive, openInputs }: BundleSoundSources,
  calls: ReadonlyMap<string, WavFormat | undefined>,
  covered: (requestId: string) => string,
  signal?: AbortSignal,
): Promise<WrittenPart[]> {
  if (calls.size === 0) return [];
  const sources = { archived: await archivedSounds(await openArchive()), openInputs };
  const parts = new Map<string, WrittenPart>();
  for (const [id, format] of calls) {
    signal?.throwIfAborted();
    const sound = await soundOfCall(sources, id, format);
    if (sound === undefined) continue;
    if (sound.size > maxBytesOf("audio/")) throw new RangeError(`The sound of the call ${id} is too long for a bundle`);
    if (parts.size === mostSounds) {
      throw new RangeError(`A bundle holds at most ${String(mostSounds)} sounds; choose fewer calls`);
    }
    const part = await partOf("audio", sound, signal);
    const ids = [...(parts.get(part.sha256)?.calls ?? []), covered(id)];
    parts.set(part.sha256, { ...part, path: `audio/${part.sha256}.wav`, calls: ids });
  }
  return [...parts.values()];
}

/** Finds the newest sound of a call by a list that is read once: a bundle may have thousands of calls. */
async function archivedSounds(archive: Pick<LocalArchive, "list" | "sound">): Promise<SoundSources["archived"]> {
  const { entries } = await archive.list({ limit: Infinity });
  const audioIds = new Map<unknown, string>();
  for (const { audio } of entries) {
    const id = audio.metadata["request_id"];
    if (!audioIds.has(id)) audioIds.set(id, audio.id);
  }
  return async (requestId) => {
    const audioId = audioIds.get(requestId);
    return audioId === undefined ? undefined : archive.sound(audioId);
  };
}
