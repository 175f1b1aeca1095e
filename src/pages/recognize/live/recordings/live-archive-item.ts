import type { StoredRecording } from "../../../../local-archive/stored-recording.ts";
import type { Recognition as Heard } from "../../../../audiokit/calls/recognize-file.ts";
import type { RecordingArchiveItem } from "./recording-archiver.svelte.ts";

/**
 * A recording of the microphone as the archive keeps it.
 *
 * @param heard what was recognised in it, where that is at hand; else what was settled while it was made
 */
export function liveArchiveItem(
  { id, language, model, requestId, transcript }: StoredRecording,
  wav: Uint8Array<ArrayBuffer>,
  fileName: string,
  heard: Heard | undefined,
): RecordingArchiveItem {
  const text = heard?.transcript ?? transcript.trim();
  const confidenceScores = heard?.phrases.map(({ confidence }) => confidence) ?? [];
  return {
    recordingId: id,
    fileName,
    wav: () => wav,
    metadata: {
      source: "live",
      recording_id: id,
      model: model || "default",
      ...(requestId !== undefined && { request_id: requestId }),
      ...(heard?.reply.serverRequestId && { server_request_id: heard.reply.serverRequestId }),
    },
    ...(text && { transcript: { text, language, confidenceScores } }),
    marks: heard?.vaMarks ?? [],
  };
}
