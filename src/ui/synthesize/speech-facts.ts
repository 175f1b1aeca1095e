import type { Fact } from "../elements/Facts.svelte";
import type { Format } from "../words/format.ts";
import type { Synthesis } from "./synthesis.svelte.ts";
import type { words } from "./words.ts";

/** The figures of a synthesis, each with its unit; unknown ones keep their place. */
export function speechFacts(
  { speech, totalMs, requestId, reply }: Pick<Synthesis, "speech" | "totalMs" | "requestId" | "reply">,
  text: (typeof words)["en"],
  format: Format,
): Fact[] {
  const kilohertz = speech && text.rateUnit(format.number(speech.format.sampleRateHz / 1000, 3));
  return [
    {
      label: text.firstAudio,
      title: text.firstAudioTitle,
      value: speech && format.duration(speech.firstAudioMs),
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
    { label: text.requestId, title: text.requestIdTitle, value: requestId, isId: true },
    { label: text.serverRequestId, title: text.serverRequestIdTitle, value: reply?.serverRequestId, isId: true },
  ];
}
