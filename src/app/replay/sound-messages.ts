import { voiceSampleRateHz } from "../../audiokit/calls/voice-cloning.ts";
import { bytesPerSample, type WavFormat } from "../../audio/wav.ts";
import type { SoundMessage } from "../../local-archive/call-input-database.ts";
import type { ReplayParameters } from "./replay-request.ts";

/** How long the sound of one message of a live call is, where its own messages are not known, in milliseconds: as the platform advises. */
const liveMessageMs = 250;

/** The format in which a call sends its sound. */
export function soundFormatOf(parameters: ReplayParameters): WavFormat {
  if (parameters.kind === "file" || parameters.kind === "live") {
    const { coding, sampleRateHz, channelCount } = parameters.request;
    return { coding, sampleRateHz, channelCount };
  }
  return { coding: "pcm16", sampleRateHz: voiceSampleRateHz, channelCount: 1 };
}

/** The messages of a sound whose own are not known: of a live call in real time, else all at once. */
export function soundMessages(parameters: ReplayParameters, sizeBytes: number): SoundMessage[] {
  if (parameters.kind !== "live") return [{ sizeBytes, atMs: 0 }];
  const { coding, sampleRateHz, channelCount } = soundFormatOf(parameters);
  const longest =
    Math.max(1, Math.floor((sampleRateHz * liveMessageMs) / 1000)) * bytesPerSample(coding) * channelCount;
  return Array.from({ length: Math.ceil(sizeBytes / longest) }, (_, index) => ({
    sizeBytes: Math.min(longest, sizeBytes - index * longest),
    atMs: index * liveMessageMs,
  }));
}
