import type { AudioError } from "../../../audio/audio-error.ts";
import { speechRateHz, type DecodedAudio } from "../../../audio/decode-file.ts";
import { clockTime } from "../../../kit/sound/clock-time.ts";
import type { Format } from "../../../kit/i18n/format.ts";
import { containerName } from "../../shared/sound/sound-format-text.ts";
import type { StreamProgress } from "../send-recording.ts";
import type { recognizeText } from "../recognize-text.ts";

type Words = (typeof recognizeText)["en"];

/** What a file was and what becomes of it: "MP3 · 44.1 kHz · 2 channels · 2.79 s · 17 kB · sent as ...". */
export function recordingLine(
  { source, durationSeconds, samples }: DecodedAudio,
  text: Words,
  formats: Parameters<typeof containerName>[1],
  format: Format,
): string {
  const rateHz = source.sampleRateHz;
  return [
    containerName(source.container, formats),
    ...(rateHz === undefined ? [] : [text.kilohertz(format.number(rateHz / 1000, 3))]),
    text.channels(source.channelCount),
    format.duration(durationSeconds * 1000),
    format.bytes(source.sizeBytes),
    text.converted(format.bytes(samples.byteLength)),
  ].join(" · ");
}

/** How large a recording is, and how large it may be, each with its length. */
export function overLimitLine(
  { actualBytes, limitBytes }: { actualBytes: number; limitBytes: number },
  text: Words,
  format: Format,
): string {
  return text.overLimitWhy(
    format.bytes(actualBytes),
    lengthOf(actualBytes, format),
    format.bytes(limitBytes),
    lengthOf(limitBytes, format),
  );
}

/** How far a stream has come. */
export function streamLine(
  { sentSeconds, recognizedSeconds }: StreamProgress,
  totalSeconds: number,
  text: Words,
): string {
  return text.streamProgress(clockTime(sentSeconds), clockTime(recognizedSeconds), clockTime(totalSeconds));
}

/** Length of mono samples of 16 bits. */
function lengthOf(sizeBytes: number, format: Format): string {
  return format.duration((sizeBytes / Int16Array.BYTES_PER_ELEMENT / speechRateHz) * 1000);
}

/** Why a file was not taken, with the size and the limit where one was passed, and what to do. */
export function refusalText(
  { name, error }: { name: string; error: AudioError },
  text: Words,
  format: Format,
): { title: string; why: string; advice: string } {
  const { kind, limit } = error;
  const measure = (sizeBytes: number): string => {
    const size = format.bytes(sizeBytes);
    return kind === "too-long" ? `${size} (${lengthOf(sizeBytes, format)})` : size;
  };
  const size = limit && text.refusalLimit(measure(limit.actualBytes), measure(limit.limitBytes));
  return { ...text.refusals[kind], why: size === undefined ? `${name}.` : `${name}: ${size}` };
}
