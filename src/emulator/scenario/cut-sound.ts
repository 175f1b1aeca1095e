import { create } from "@bufbuild/protobuf";
import { joinBytes } from "../../basics/bytes.ts";
import { readWav, writeWav, type WavCoding } from "../../audio/wav.ts";
import {
  StreamingSynthesizeSpeechResponseSchema,
  type StreamingSynthesizeSpeechResponse,
} from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";

/** A WAV of exactly so many bytes: cut, or filled up with silence. At least its header stays. */
export function cutWav(wav: Uint8Array<ArrayBuffer>, sizeBytes: number): Uint8Array<ArrayBuffer> {
  const { samples, ...format } = readWav(wav);
  const headerBytes = wav.length - samples.length - (samples.length % 2);
  return writeWav(sized(samples, Math.max(0, sizeBytes - headerBytes), format.coding), format);
}

/** Sound of a stream in portions of any size. Must be closed. */
export interface SoundShares {
  /** The next so many bytes as one message like those of the stream; silence where its sound has ended. */
  next(sizeBytes: number): Promise<StreamingSynthesizeSpeechResponse>;
  close(): Promise<void>;
}

/**
 * Portions of the sound in a stream of messages. It reads no further than it must.
 *
 * @param coding of the samples; read when a portion is made, by when the request has been read
 */
export function shareOf(
  messages: AsyncIterable<StreamingSynthesizeSpeechResponse>,
  coding: () => WavCoding,
): SoundShares {
  const iterator = messages[Symbol.asyncIterator]();
  let waiting = new Uint8Array(0);
  let last: StreamingSynthesizeSpeechResponse | undefined;
  return {
    async next(sizeBytes) {
      while (waiting.length < sizeBytes || last === undefined) {
        const step = await iterator.next();
        if (step.done === true) break;
        last = step.value;
        waiting = joinBytes([waiting, step.value.audio]);
      }
      const audio = sized(waiting.subarray(0, sizeBytes), sizeBytes, coding());
      waiting = waiting.slice(sizeBytes);
      return create(StreamingSynthesizeSpeechResponseSchema, { audio, ...(last?.header && { header: last.header }) });
    },
    async close() {
      await iterator.return?.();
    },
  };
}

/** Silence is 0 in PCM; in G.711 it is a code of its own. */
function sized(samples: Uint8Array, sizeBytes: number, coding: WavCoding): Uint8Array<ArrayBuffer> {
  const silence = { pcm16: 0, alaw: 0xd5, mulaw: 0xff }[coding];
  const audio = new Uint8Array(sizeBytes).fill(silence);
  audio.set(samples.subarray(0, sizeBytes));
  return audio;
}
