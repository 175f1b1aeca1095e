import type { LiveRequest } from "../../../audiokit/recognize-live.ts";
import type { RecognitionForm } from "../recognition-form.ts";
import type { LiveForm } from "./live-form.ts";

/** Sound as the microphone gives it. */
const microphoneFormat = { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 } as const;

/** What is asked for, out of the choices for every recording and those for the microphone. */
export function liveRequest(form: RecognitionForm, { interim, singleUtterance }: LiveForm): LiveRequest {
  const { language, model, wordTimes, punctuation, vaMarks } = form;
  return {
    ...microphoneFormat,
    wordTimes,
    punctuation,
    vaMarks: vaMarks ? "as-soon-as-known" : "off",
    interimResults: interim,
    singleUtterance,
    ...(language && { language }),
    ...(model && { model }),
  };
}
