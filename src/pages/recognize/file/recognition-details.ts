import type { Detail } from "../../../kit/lists/DetailList.svelte";
import type { Format } from "../../../kit/i18n/format.ts";
import type { Recognition } from "./recognition.svelte.ts";
import type { Transcript } from "../transcript/transcript.ts";
import type { recognizeText } from "../recognize-text.ts";

type Words = (typeof recognizeText)["en"];

/** The figures of a recognition, each with its unit; unknown ones keep their place. */
export function recognitionDetails(
  {
    result,
    failure,
    requestId,
    requestedForm,
  }: Pick<Recognition, "result" | "failure" | "requestId" | "requestedForm">,
  transcript: Transcript | undefined,
  text: Words,
  format: Format,
): Detail[] {
  const reply = result?.reply ?? failure?.reply;
  return [
    { label: text.wordCount, title: text.wordCountTitle, value: transcript && countLine(transcript, text, format) },
    { label: text.length, title: text.lengthTitle, value: result && format.duration(result.audioSeconds * 1000) },
    { label: text.took, title: text.tookTitle, value: result && speedLine(result, text, format) },
    {
      label: text.confidence,
      title: text.confidenceTitle,
      value: result && (result.meanConfidence ? format.percent(result.meanConfidence, 0) : text.notStated),
    },
    {
      label: text.modelUsed,
      title: text.modelUsedTitle,
      value: result && (requestedForm.model || text.chosenByPlatform),
    },
    { label: text.requestId, title: text.requestIdTitle, value: requestId, isId: true },
    { label: text.serverRequestId, title: text.serverRequestIdTitle, value: reply?.serverRequestId, isId: true },
  ];
}

function countLine({ wordCount, doubtfulCount }: Transcript, text: Words, format: Format): string {
  const count = format.number(wordCount);
  return doubtfulCount === 0 ? count : text.wordsDoubtful(count, format.number(doubtfulCount));
}

/** Below ten the factor has a digit after the point: 0.8 times is slower than the speaker. */
function speedLine({ totalMs, audioSeconds }: { totalMs: number; audioSeconds: number }, text: Words, format: Format) {
  const factor = (audioSeconds * 1000) / Math.max(1, totalMs);
  return text.tookAgainst(format.duration(totalMs), format.number(factor, factor < 10 ? 1 : 0));
}
