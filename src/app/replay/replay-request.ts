import type { RecognitionRequest } from "../../audiokit/calls/recognition-request.ts";
import type { LiveRequest } from "../../audiokit/calls/recognize-stream.ts";
import type { ClonedSpeechRequest } from "../../audiokit/calls/synthesize-cloned.ts";
import type { SynthesisRequest } from "../../audiokit/calls/synthesize.ts";
import type { SoundMessage } from "../../local-archive/call-input-database.ts";

/** The sound that a call sends, and in which messages. */
export interface SentSound {
  bytes: Uint8Array<ArrayBuffer>;
  messages: readonly SoundMessage[];
}

/** A call that can be sent, without its text or its sound. */
export type ReplayParameters =
  | { kind: "synthesis"; isStream: boolean; request: Omit<SynthesisRequest, "text"> }
  | { kind: "cloned"; isStream: boolean; request: Omit<ClonedSpeechRequest, "text"> }
  | { kind: "file"; request: Omit<RecognitionRequest, "audio"> }
  | { kind: "live"; request: LiveRequest }
  | { kind: "clone" }
  | { kind: "delete"; voiceId: string }
  | { kind: "task"; taskId: string }
  | { kind: "models"; service: "TTS" | "ASR" };

/** What a call takes beside its parameters. */
export type InputKind = "text" | "sound" | "none";

/** Whether a call takes a text or a sound. */
export function inputKindOf({ kind }: ReplayParameters): InputKind {
  if (kind === "synthesis" || kind === "cloned") return "text";
  return kind === "file" || kind === "live" || kind === "clone" ? "sound" : "none";
}

/** A call with its input, ready to be sent. */
export interface ReplayRequest {
  parameters: ReplayParameters;
  text?: string;
  sound?: SentSound;
}

/** What a call makes or deletes on the platform, which needs a word more than a click; undefined: nothing. */
export function effectOf({ kind }: ReplayParameters): "clone" | "delete" | undefined {
  return kind === "clone" || kind === "delete" ? kind : undefined;
}
