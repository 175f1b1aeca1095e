import type { Detail } from "../../../kit/lists/DetailList.svelte";
import type { Format } from "../../../kit/i18n/format.ts";
import type { LiveSession } from "./live-session.svelte.ts";
import type { liveText } from "./live-text.ts";

/** The figures of a live recognition, while it goes on and after; unknown ones keep their place. */
export function liveDetails(session: LiveSession, text: (typeof liveText)["en"], format: Format): Detail[] {
  const { phase, results } = session;
  const { recognition, failure, metrics, requestId, sentBytes, firstPhraseMs } = results;
  const hasBegun = phase !== "idle" && phase !== "opening" && (sentBytes > 0 || requestId !== undefined);
  const confidence =
    recognition && (recognition.meanConfidence ? format.percent(recognition.meanConfidence, 0) : text.notStated);
  return [
    {
      label: text.recorded,
      title: text.recordedTitle,
      value: hasBegun ? format.duration(Math.round(sentBytes / 3200) * 100) : undefined,
    },
    { label: text.sent, title: text.sentTitle, value: hasBegun ? format.bytes(sentBytes) : undefined },
    {
      label: text.firstPhrase,
      title: text.firstPhraseTitle,
      value: firstPhraseMs === undefined ? undefined : format.duration(firstPhraseMs),
    },
    { label: text.confidence, title: text.confidenceTitle, value: confidence },
    {
      label: text.level,
      title: metrics ? text.loudnessOf(format.percent(metrics.silenceShare, 0)) : text.loudnessTitle,
      value: metrics && text.levelOf(format.number(metrics.levelDbfs, 1)),
    },
    { label: text.requestId, title: text.requestIdTitle, value: requestId, isId: true },
    {
      label: text.serverRequestId,
      title: text.serverRequestIdTitle,
      value: recognition?.reply.serverRequestId ?? failure?.reply.serverRequestId,
      isId: true,
    },
  ];
}
