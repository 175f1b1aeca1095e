import { inMegabytes } from "./attributes/call-attributes.ts";
import type { DiagnoseError } from "./diagnose-failure.ts";
import { logOperation } from "./log-operation.ts";
import type { Logger } from "./logger.ts";

/** The local archive as far as it is logged. */
export interface SavingArchive {
  saveAudio(audio: {
    fileName: string;
    wav: Uint8Array<ArrayBuffer>;
    metadata?: Record<string, string | number | boolean>;
  }): Promise<string>;
  saveTranscript(transcript: {
    audioId: string;
    text: string;
    language: string;
    confidenceScores: number[];
    words?: { text: string; startMs: number; endMs: number; confidence: number }[];
  }): Promise<string>;
  saveVadMarks(marks: { audioId: string; marks: Mark[] }): Promise<string>;
}

interface Mark {
  type: "begin" | "end" | "none";
  offsetMs: number;
  channel: number;
}

/**
 * The same archive, each save of which has one start and one end in the log; contents are not logged.
 *
 * @param context joins `request_data` of every line, such as the id of a workflow
 * @param diagnoseError names the cause of a failure; default: no cause
 */
export function logArchive(
  logger: Logger,
  archive: SavingArchive,
  context: Record<string, unknown> = {},
  diagnoseError?: DiagnoseError,
): SavingArchive {
  const log = (
    operation: string,
    requestData: Record<string, unknown>,
    idName: string,
    save: () => Promise<string>,
    responseData: Record<string, unknown> = {},
  ) =>
    logOperation(logger, {
      service: "AudioArchive",
      operation,
      requestData: { ...context, ...requestData },
      work: save,
      describe: (id, durationMs) => ({ [idName]: id, ...responseData, processing_time_ms: durationMs }),
      diagnoseError,
    });
  return {
    saveAudio(audio) {
      const { fileName, wav, metadata = {} } = audio;
      const requestData = { filename: fileName, audio_size_bytes: wav.length, metadata_keys: Object.keys(metadata) };
      const responseData = { audio_size_mb: inMegabytes(wav.length) };
      return log("SaveAudio", requestData, "archive_id", () => archive.saveAudio(audio), responseData);
    },
    saveTranscript(transcript) {
      const { audioId, text, language, confidenceScores } = transcript;
      const mean = confidenceScores.reduce((sum, score) => sum + score, 0) / confidenceScores.length;
      const requestData = {
        audio_id: audioId,
        transcript_length: text.length,
        language,
        confidence_scores_count: confidenceScores.length,
        ...(confidenceScores.length > 0 && { avg_confidence: mean }),
      };
      return log("SaveTranscript", requestData, "transcript_id", () => archive.saveTranscript(transcript));
    },
    saveVadMarks(marks) {
      const lengths = speechLengthsMs(marks.marks);
      const totalSeconds = lengths.reduce((sum, ms) => sum + ms, 0) / 1000;
      const requestData = {
        audio_id: marks.audioId,
        vad_segments_count: lengths.length,
        total_speech_duration_seconds: totalSeconds,
        ...(lengths.length > 0 && { avg_segment_duration: totalSeconds / lengths.length }),
      };
      return log("SaveVADMarks", requestData, "vad_id", () => archive.saveVadMarks(marks));
    },
  };
}

/** Lengths of the stretches between a beginning and the next end of its channel, in milliseconds. */
function speechLengthsMs(marks: Mark[]): number[] {
  const lengths: number[] = [];
  const begun = new Map<number, number>();
  for (const { type, offsetMs, channel } of marks) {
    if (type === "begin") begun.set(channel, begun.get(channel) ?? offsetMs);
    const from = begun.get(channel);
    if (type !== "end" || from === undefined) continue;
    begun.delete(channel);
    lengths.push(offsetMs - from);
  }
  return lengths;
}
