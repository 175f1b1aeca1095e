import type { Archived, SpeechToTextResult, TextToSpeechResult } from "../../../audiokit/workflows/workflow-steps.ts";
import type { Detail } from "../../../kit/lists/DetailList.svelte";
import type { Format } from "../../../kit/i18n/format.ts";
import type { workflowsText } from "../workflows-text.ts";

type Words = (typeof workflowsText)["en"];

/** What a run may have given; unknown figures keep their place. */
interface Run<Result> {
  result: Result | undefined;
  totalMs: number | undefined;
}

/** The figures of a text that was spoken. */
export function textToSpeechDetails(
  { result, totalMs }: Run<TextToSpeechResult>,
  text: Words,
  format: Format,
): Detail[] {
  return [
    { label: text.outputFile, title: text.outputFileWhy, value: result?.outputFile },
    { label: text.size, title: text.sizeWhy, value: result && format.bytes(result.audioSizeBytes) },
    lengthFact(result?.synthesis.seconds, text, format),
    timeFact(result && totalMs, text, format),
  ];
}

/** The figures of a recording that was recognised. */
export function speechToTextDetails(
  { result, totalMs }: Run<SpeechToTextResult>,
  text: Words,
  format: Format,
): Detail[] {
  return [
    {
      label: text.transcriptLength,
      title: text.transcriptLengthWhy,
      value: result && format.number(result.transcriptLength),
    },
    lengthFact(result?.recognition.audioSeconds, text, format),
    timeFact(result && totalMs, text, format),
  ];
}

/** Where the result is archived; nothing where it is not. */
export function archivedDetails(result: Archived | undefined, text: Words): Detail[] {
  const value = result?.archiveId;
  return value === undefined ? [] : [{ label: text.archiveId, title: text.archiveIdWhy, value, isId: true }];
}

function lengthFact(seconds: number | undefined, text: Words, format: Format): Detail {
  return {
    label: text.seconds,
    title: text.secondsWhy,
    value: seconds === undefined ? undefined : format.duration(seconds * 1000),
  };
}

function timeFact(totalMs: number | undefined, text: Words, format: Format): Detail {
  return {
    label: text.total,
    title: text.totalWhy,
    value: totalMs === undefined ? undefined : format.duration(totalMs),
  };
}
