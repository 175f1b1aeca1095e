import type { AudioKitClient } from "../../../audiokit/client.ts";
import type { VaMark } from "../../../audiokit/calls/phrases.ts";
import { withCallContext } from "../../../logging/call-context.ts";
import type { RecognitionForm } from "../options/recognition-form.ts";
import type { LiveForm } from "./live-form.ts";
import { liveRequest } from "./live-request.ts";
import type { LiveCapture } from "./capture/live-capture.ts";

/** Added to the longest recording for the deadline of the call, in milliseconds. */
const graceMs = 120_000;

export interface StreamCaptureOptions {
  /** What is chosen for every recording. */
  form: RecognitionForm;
  /** What is chosen for live ones. */
  live: LiveForm;
  signal: AbortSignal;
  onMark: (mark: VaMark) => void;
  onRequestId: (requestId: string) => void;
}

/** Opens the call that recognises a capture; its log events and the stored recording name each other. */
export function streamCapture(
  client: Pick<AudioKitClient, "recognizeStream">,
  capture: LiveCapture,
  { form, live, signal, onMark, onRequestId }: StreamCaptureOptions,
): ReturnType<AudioKitClient["recognizeStream"]> {
  const { queue, recording } = capture;
  return client.recognizeStream(queue.chunks, liveRequest(form, live), {
    signal,
    timeoutMs: live.maxMinutes * 60_000 + graceMs,
    onMark,
    contextValues: withCallContext({
      requestData: {
        recording_id: recording.id,
        // Read anew for each line; left out while nothing was dropped.
        get dropped_audio_seconds() {
          return capture.droppedSeconds || undefined;
        },
      },
      onRequestId: (requestId) => {
        onRequestId(requestId);
        recording.note({ requestId });
      },
    }),
  });
}
