import type { WavFormat } from "../../audio/wav.ts";
import { engineRateHz, frameBytes, openAudioReader } from "../audio/decode-audio.ts";
import type { VoiceActivity } from "../recognition/recognition-engine.ts";
import { joinSamples } from "../audio/resample.ts";

/** Longest speech that is measured, in seconds: more does not change the result. */
const enoughSeconds = 60;
/** Audio handled between two turns of the event loop, in seconds. */
const sliceSeconds = 5;
const vadFrame = 480;

/**
 * The speech of a sample, mono at 16 kHz, without silence; at most the first minute.
 *
 * @throws ConnectError INVALID_ARGUMENT when the sample begins with the header of a file format
 */
export async function sampleSpeech(
  signalBytes: Uint8Array,
  format: WavFormat,
  vad: VoiceActivity,
  signal: AbortSignal,
): Promise<Float32Array> {
  const reader = await openAudioReader(format, false);
  const detector = vad.open(2);
  const speech: Float32Array[] = [];
  let rest: Float32Array = new Float32Array(0);
  try {
    const sliceBytes = sliceSeconds * format.sampleRateHz * frameBytes(format);
    const enough = (enoughSeconds * engineRateHz) / vadFrame;
    for (let offset = 0; offset < signalBytes.length && speech.length < enough; offset += sliceBytes) {
      const [sound] = reader.push(signalBytes.subarray(offset, offset + sliceBytes));
      const waiting = joinSamples([rest, sound!]);
      const whole = waiting.length - (waiting.length % vadFrame);
      for (let at = 0; at < whole; at += vadFrame) {
        const frame = waiting.slice(at, at + vadFrame);
        if (detector.isSpeech(frame)) speech.push(frame);
      }
      rest = waiting.slice(whole);
      await new Promise((resolve) => setTimeout(resolve, 0));
      signal.throwIfAborted();
    }
  } finally {
    reader.close();
    detector.close();
  }
  return joinSamples(speech);
}
