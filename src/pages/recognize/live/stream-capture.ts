import type { AudioKitClient } from "../../../audiokit/client.ts";
import type { VaMark } from "../../../audiokit/calls/phrases.ts";
import { withCallFacts } from "../../../logging/call-context.ts";
import type { RecognitionForm } from "../options/recognition-form.ts";
import type { LiveForm } from "./live-form.ts";
import { liveRequest } from "./live-request.ts";
import type { Talk } from "./capture/live-capture.ts";

/** What a call may take beyond the longest recording: the deadline that the platform is told. */
const graceMs = 120_000;

export interface StreamTalkOptions {
  /** What is chosen for every recording. */
  form: RecognitionForm;
  /** What is chosen for live ones. */
  live: LiveForm;
  signal: AbortSignal;
  onMark: (mark: VaMark) => void;
  onRequestId: (requestId: string) => void;
}

/** Opens the call that recognises what a person says; its lines and the kept recording name each other. */
export function streamTalk(
  client: Pick<AudioKitClient, "recognizeStream">,
  { queue, recording }: Talk,
  { form, live, signal, onMark, onRequestId }: StreamTalkOptions,
): ReturnType<AudioKitClient["recognizeStream"]> {
  return client.recognizeStream(queue.pieces, liveRequest(form, live), {
    signal,
    timeoutMs: live.maxMinutes * 60_000 + graceMs,
    onMark,
    contextValues: withCallFacts({
      requestData: { recording_id: recording.id },
      onRequestId: (requestId) => {
        onRequestId(requestId);
        recording.note({ requestId });
      },
    }),
  });
}
