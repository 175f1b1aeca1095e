import type { Recognition as RecognitionResult } from "../../../audiokit/calls/recognize-file.ts";
import { pcmBytes, writeWav } from "../../../audio/wav.ts";
import { withoutEnding } from "../../../basics/file-name.ts";
import type { ArchiveItem } from "../../../app/page-archive.ts";
import { archivedPhrases } from "../transcript/archived-phrases.ts";
import type { RecognitionForm } from "../options/recognition-form.ts";
import type { Recording } from "./recognition.svelte.ts";

/**
 * A recognised recording as the archive stores it: the sound as it is shown, its words, and its marks where they were sent.
 *
 * @param requestId of the call in the log
 */
export function recordingArchiveItem(
  { transcript, phrases, vaMarks, reply }: RecognitionResult,
  { name, audio }: Pick<Recording, "name" | "audio">,
  { language, model }: Pick<RecognitionForm, "language" | "model">,
  requestId?: string,
): ArchiveItem {
  const { samples, sampleRateHz } = audio;
  return {
    fileName: `${withoutEnding(name)}.wav`,
    wav: () => writeWav(pcmBytes(samples), { coding: "pcm16", sampleRateHz, channelCount: 1 }),
    metadata: {
      source: "recognition",
      audio_file: name,
      model: model || "default",
      ...(requestId !== undefined && { request_id: requestId }),
      ...(reply.serverRequestId && { server_request_id: reply.serverRequestId }),
    },
    transcript: { text: transcript, language, ...archivedPhrases(phrases) },
    marks: vaMarks,
  };
}
