import { Code, ConnectError } from "@connectrpc/connect";
import type { Speaker } from "./speaker.ts";

/** Finds the voice that was cloned under an id; undefined when there never was one, or when it was deleted. */
export type ClonedVoiceLookup = (voiceId: string) => Speaker | undefined;

/** What each answer about a cloned voice says in `x-audiokit-note`. */
export const cloningNote = "The voice copies the pitch of the sample, not the identity of the speaker.";

/** The error for an id that belongs to no cloned voice: NOT_FOUND. */
export function noSuchVoice(voiceId: string): ConnectError {
  return new ConnectError(`voice_id: there is no voice "${voiceId}"`, Code.NotFound);
}
