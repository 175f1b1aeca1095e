import type { Detail } from "../../../kit/lists/DetailList.svelte";
import type { Format } from "../../../kit/i18n/format.ts";
import { workflowLink } from "../../../app/links/request-link.ts";
import type { SpeechRun } from "./speech-run.svelte.ts";
import type { synthesisText } from "../synthesis-text.ts";

/** The figures of a synthesis, each with its unit; unknown ones keep their place. */
export function speechDetails(
  {
    speech,
    totalMs,
    requestId,
    workflowId,
    reply,
    metrics,
  }: Pick<SpeechRun, "speech" | "totalMs" | "requestId" | "workflowId" | "reply" | "metrics">,
  text: (typeof synthesisText)["en"],
  format: Format,
): Detail[] {
  const kilohertz = speech && text.rateUnit(format.number(speech.format.sampleRateHz / 1000, 3));
  const { firstAudioMs, underruns } = metrics;
  return [
    {
      label: text.firstSound,
      title: text.firstSoundTitle,
      value: firstAudioMs === undefined ? undefined : format.duration(firstAudioMs),
    },
    {
      label: text.firstAudio,
      title: text.firstAudioTitle,
      value: speech?.firstChunkMs === undefined ? undefined : format.duration(speech.firstChunkMs),
    },
    {
      label: text.total,
      title: text.totalTitle,
      value: totalMs === undefined ? undefined : format.duration(totalMs),
    },
    {
      label: text.duration,
      title: text.durationTitle,
      value: speech && format.duration(speech.seconds * 1000),
    },
    {
      label: text.size,
      title: text.sizeTitle,
      value: speech && text.sizeIn(format.bytes(speech.sizeBytes), speech.chunkCount),
    },
    {
      label: text.format,
      title: text.formatTitle,
      value: speech && `${text.codings[speech.format.coding]}, ${kilohertz ?? ""}`,
    },
    {
      label: text.underruns,
      title: text.underrunsTitle,
      value:
        firstAudioMs === undefined && underruns.count === 0
          ? undefined
          : text.underrunsIn(underruns.count, format.duration(underruns.silenceMs)),
    },
    ...(workflowId === undefined
      ? []
      : [
          {
            ...{ label: text.workflowId, title: text.workflowIdTitle, value: workflowId, isId: true },
            href: workflowLink(workflowId, ""),
          },
        ]),
    { label: text.requestId, title: text.requestIdTitle, value: requestId, isId: true },
    { label: text.serverRequestId, title: text.serverRequestIdTitle, value: reply?.serverRequestId, isId: true },
  ];
}
