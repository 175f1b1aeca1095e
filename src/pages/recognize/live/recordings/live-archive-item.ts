import type { StoredRecording } from "../../../../local-archive/stored-recording.ts";
import type { Recognition } from "../../../../audiokit/calls/recognize-file.ts";
import type { ArchiveItem } from "../../../../app/page-archive.ts";
import { archivedPhrases } from "../../transcript/archived-phrases.ts";

/**
 * A recording of the microphone as the archive stores it.
 *
 * @param recognition its final result; without one, the final phrases that were noted while it was made are its text
 */
export function liveArchiveItem(
  { id, language, model, requestId, transcript }: StoredRecording,
  wav: () => Promise<Uint8Array<ArrayBuffer>>,
  fileName: string,
  recognition: Recognition | undefined,
): ArchiveItem {
  const text = recognition?.transcript ?? transcript.trim();
  return {
    fileName,
    wav,
    metadata: {
      source: "live",
      recording_id: id,
      model: model || "default",
      ...(requestId !== undefined && { request_id: requestId }),
      ...(recognition?.reply.serverRequestId && { server_request_id: recognition.reply.serverRequestId }),
    },
    ...(text && { transcript: { text, language, ...archivedPhrases(recognition?.phrases ?? []) } }),
    marks: recognition?.vaMarks ?? [],
  };
}
