import type { LiveRequest } from "../../../audiokit/calls/recognize-stream.ts";
import type { RecognitionForm } from "../options/recognition-form.ts";
import { requestedOptions } from "../options/requested-options.ts";
import type { LiveForm } from "./live-form.ts";

/** Sound as the microphone gives it. */
const microphoneFormat = { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 } as const;

/**
 * What is requested, out of the choices for every recording and those for the microphone. Marks are wanted as soon as they
 * are known: the speaker sees at once that the sound arrives.
 */
export function liveRequest(form: RecognitionForm, { interim, singleUtterance }: LiveForm): LiveRequest {
  return {
    ...requestedOptions(form, "stream"),
    ...microphoneFormat,
    vaMarks: form.vaMarks === "off" ? "off" : "as-soon-as-known",
    interimResults: interim,
    singleUtterance,
  };
}
