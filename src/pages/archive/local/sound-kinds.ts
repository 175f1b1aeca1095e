import AudioLines from "@lucide/svelte/icons/audio-lines";
import CloudDownload from "@lucide/svelte/icons/cloud-download";
import FileMusic from "@lucide/svelte/icons/file-music";
import FolderInput from "@lucide/svelte/icons/folder-input";
import MessageSquareQuote from "@lucide/svelte/icons/message-square-quote";
import Speech from "@lucide/svelte/icons/speech";

/** Where a stored sound comes from, by the `source` in its metadata. */
export const kindSources = {
  speech: ["synthesis", "synthesize", "text_to_speech"],
  recording: ["recognition", "live", "speech_to_text"],
  voice: ["voices"],
  own: ["import"],
  platform: ["platform"],
} as const;

export type SoundKind = keyof typeof kindSources | "other";

/** Everything, or one kind of sounds. */
export type ShownKind = "all" | keyof typeof kindSources;
export const shownKinds = ["all", "speech", "recording", "voice", "own", "platform"] as const satisfies ShownKind[];

/** The kind of a sound; `other` for one that another program saved. */
export function kindOf(source: unknown): SoundKind {
  const kinds = Object.entries(kindSources) as [keyof typeof kindSources, readonly string[]][];
  return kinds.find(([, sources]) => sources.includes(String(source)))?.[0] ?? "other";
}

export const kindIcons = {
  speech: Speech,
  recording: MessageSquareQuote,
  voice: AudioLines,
  own: FolderInput,
  platform: CloudDownload,
  other: FileMusic,
} satisfies Record<SoundKind, unknown>;

/** What the pages of the console note of a sound; a page that uses the library may note what it likes, which has no words. */
export type NotedName =
  | "audio_file"
  | "original"
  | "language"
  | "model"
  | "voice"
  | "voiceId"
  | "workflowId"
  | "recording_id"
  | "request_id"
  | "server_request_id"
  | "archive_version";
