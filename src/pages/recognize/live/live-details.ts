import type { Detail } from "../../../kit/lists/DetailList.svelte";
import type { Format } from "../../../kit/i18n/format.ts";
import type { LiveSession } from "./live-session.svelte.ts";
import type { liveText } from "./live-text.ts";

/** The figures of a live recognition, while it goes on and after; unknown ones keep their place. */
export function liveDetails(session: LiveSession, text: (typeof liveText)["en"], format: Format): Detail[] {
  const { phase, heard, failure, facts, requestId, sentBytes, firstPhraseMs } = session;
  const hasBegun = phase !== "idle" && phase !== "opening" && (sentBytes > 0 || requestId !== undefined);
  const confidence = heard && (heard.meanConfidence ? format.percent(heard.meanConfidence, 0) : text.notStated);
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
      title: facts ? text.loudnessOf(format.percent(facts.silenceShare, 0)) : text.loudnessTitle,
      value: facts && text.levelOf(format.number(facts.levelDbfs, 1)),
    },
    { label: text.requestId, title: text.requestIdTitle, value: requestId, isId: true },
    {
      label: text.serverRequestId,
      title: text.serverRequestIdTitle,
      value: heard?.reply.serverRequestId ?? failure?.reply.serverRequestId,
      isId: true,
    },
  ];
}
