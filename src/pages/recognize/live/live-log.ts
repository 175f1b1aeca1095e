import type { AudioMetrics } from "../../../audio/audio-metrics.ts";
import { audioFields } from "../../../audio/audio-fields.ts";
import type { LiveSummary } from "../../../audiokit/calls/recognize-stream.ts";
import { micConstraints, type AppliedMicProcessing } from "../../../audio/microphone/mic-processing.ts";
import type { StoredRecording } from "../../../local-archive/stored-recording.ts";
import type { MicrophoneError } from "../../../audio/microphone/microphone-error.ts";
import type { SendingWay } from "../options/recognition-form.ts";
import { logAudit } from "../../../logging/log-audit.ts";
import type { Logger } from "../../../logging/logger.ts";
import type { LiveForm } from "./live-form.ts";
import type { LiveCapture } from "./capture/live-capture.ts";

/** Log events of the microphone and of stored recordings: numbers and ids, never sound. */
export function liveLog(logger: Logger) {
  const log: Logger["logSystemEvent"] = (...event) => logger.logSystemEvent(...event);
  return {
    microphoneStarted: ({ recording, label, treatment }: LiveCapture, { deviceId, maxMinutes, processing }: LiveForm) =>
      log("microphone_started", "The microphone is open", {
        recording_id: recording.id,
        sample_rate: 16_000,
        max_seconds: maxMinutes * 60,
        is_device_chosen: deviceId !== "",
        sound_asked: processingFields(micConstraints(processing)),
        sound_applied: processingFields(treatment),
        ...logger.personalText("device_label", label),
      }),
    microphoneRefused: ({ kind, message }: MicrophoneError) =>
      log("microphone_failed", `No sound from the microphone: ${message}`, { reason: kind }, "WARNING"),
    microphonePaused: (recordingId: string, isPaused: boolean) =>
      log(
        isPaused ? "microphone_paused" : "microphone_resumed",
        isPaused ? "Recording is paused" : "Recording goes on",
        {
          recording_id: recordingId,
        },
      ),
    microphoneStopped: (capture: LiveCapture, reason: string, metrics: AudioMetrics | undefined, requestId?: string) =>
      log("microphone_stopped", `The microphone is closed: ${reason}`, {
        recording_id: capture.recording.id,
        reason,
        ...(requestId !== undefined && { request_id: requestId }),
        audio_seconds: metrics?.seconds ?? 0,
        ...(capture.droppedSeconds > 0 && { dropped_audio_seconds: capture.droppedSeconds }),
        ...(capture.missingSeconds > 0 && { missing_audio_seconds: capture.missingSeconds }),
        ...(capture.unsavedSeconds > 0 && { unsaved_audio_seconds: capture.unsavedSeconds }),
        ...(metrics && audioFields(metrics)),
      }),
    notStored: (recordingId: string, reason: string) =>
      log(
        "recording_not_kept",
        "The rest of the recording is not kept",
        { recording_id: recordingId, reason },
        "WARNING",
      ),
    recoveryOffered: (records: readonly StoredRecording[]) =>
      log("recording_recovery_offered", `Recordings that were not recognized to their end: ${String(records.length)}`, {
        recordings: records.map(originOf),
      }),
    recordingResent: (record: StoredRecording, how: SendingWay, outcome: string, requestId?: string) =>
      log("recording_resent", `A kept recording was sent again: ${outcome}`, {
        ...originOf(record),
        how,
        outcome,
        ...(requestId !== undefined && { request_id: requestId }),
      }),
    recordingSaved: (record: StoredRecording, name: string, sizeBytes: number) =>
      logAudit(logger, "export", `Recording saved as ${name}`, {
        what: "recording",
        ...originOf(record),
        output_file: name,
        audio_size_bytes: sizeBytes,
      }),
    recordingDeleted: (record: StoredRecording) =>
      logAudit(logger, "deletion", "A kept recording was deleted", { what: "recording", ...originOf(record) }),
    recordingsExpired: (count: number) =>
      log("recordings_expired", `${String(count)} kept recordings were deleted for their age`, { count }),
    streamSucceeded: ({ queue, recording }: LiveCapture, summary: LiveSummary, language: string, requestId?: string) =>
      log("asr_stream_success", "A live recognition came to its end", {
        request_id: requestId,
        total_chunks: queue.takenChunks,
        total_bytes: queue.takenBytes,
        text_length: summary.transcript.length,
        language,
        processing_time_ms: Math.round(summary.totalMs),
        recording_id: recording.id,
      }),
  };
}

export type LiveLog = ReturnType<typeof liveLog>;

/** What the browser does to the sound; null where it does not say. */
function processingFields({ echoCancellation, noiseSuppression, autoGainControl }: AppliedMicProcessing) {
  return {
    echo_cancellation: echoCancellation ?? null,
    noise_suppression: noiseSuppression ?? null,
    auto_gain_control: autoGainControl ?? null,
  };
}

/** Which recording it was, and the call that first carried it. */
export function originOf({ id, requestId, sizeBytes, sampleRateHz }: StoredRecording): Record<string, unknown> {
  return {
    recording_id: id,
    ...(requestId !== undefined && { origin_request_id: requestId }),
    recording_seconds: sizeBytes / 2 / sampleRateHz,
  };
}
