import type { Detail } from "../../kit/lists/DetailList.svelte";
import type { Format } from "../../kit/i18n/format.ts";
import { readPhases } from "../../logging/attributes/read-phases.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import type { CallTimeline } from "./call-timeline.ts";
import type { requestText } from "./request-text.ts";

/** The numbers of a call that its lines have; what they lack is left out. */
export function callFigures(
  event: LogEvent,
  { durationMs, tracks }: Pick<CallTimeline, "durationMs" | "tracks">,
  words: (typeof requestText)["en"]["figure"],
  format: Format,
): Detail[] {
  const { request_data: request = {}, response_data: response = {}, response_size_bytes: receivedBytes, data } = event;
  const number = (value: unknown) => (typeof value === "number" && Number.isFinite(value) ? value : undefined);
  const firstOf = (wanted: string) => tracks.find(({ kind }) => kind === wanted)?.marks[0]?.fromMs;
  const lastSentMs = tracks.find(({ kind }) => kind === "sent")?.marks.at(-1)?.toMs;
  const audioSeconds = number(response["audio_seconds"]) ?? number(request["audio_seconds"]);
  const lengths: [string, number | undefined][] = [
    [words.duration, durationMs],
    [words.firstChunk, firstOf("chunks")],
    [words.firstWords, firstOf("partials") ?? firstOf("finals")],
    [words.afterAudio, durationMs === undefined || lastSentMs === undefined ? undefined : durationMs - lastSentMs],
    [words.gateway, number(data?.["gateway_duration_ms"])],
    [words.audio, audioSeconds === undefined ? undefined : audioSeconds * 1000],
  ];
  const plain: [string, number | undefined, number][] = [
    [words.confidence, number(response["mean_confidence"]), 2],
    [words.ratio, number(response["processing_to_audio_ratio"]), 2],
    [words.attempts, readPhases(response)?.attempts, 0],
  ];
  const sizes: [string, number | undefined][] = [
    [words.received, receivedBytes],
    [words.sent, number(response["total_bytes"]) ?? number(request["audio_size_bytes"])],
  ];
  return [
    ...lengths.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value: format.duration(value) }])),
    ...plain.flatMap(([label, value, digits]) =>
      value === undefined ? [] : [{ label, value: format.number(value, digits) }],
    ),
    ...sizes.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value: format.bytes(value) }])),
  ];
}
