import type { RecognizeResponse } from "../../gen/mts/ai/audiogram/stt_response/v1/stt_response_pb.ts";
import { openChannel, type ChannelOptions } from "./channel-recognition.ts";
import { frameBytes, openAudioReader, unfinished } from "../audio/decode-audio.ts";
import { invalidArgument } from "../invalid-argument.ts";

/** Audio processed between two turns of the event loop, in seconds. */
const sliceSeconds = 5;

/**
 * Recognises a whole file: one final result for each phrase, in the order of speech.
 *
 * @throws ConnectError INVALID_ARGUMENT naming `audio` when it is empty, is not a whole number of samples or has a header
 */
export async function recognizeFile(
  audio: Uint8Array,
  options: Omit<ChannelOptions, "channel" | "interim">,
): Promise<RecognizeResponse[]> {
  const { format, splitByChannel } = options.plan;
  const wholeBytes = frameBytes(format);
  if (audio.length === 0) throw invalidArgument("audio", "is empty");
  if (audio.length % wholeBytes !== 0) throw unfinished(audio.length % wholeBytes, wholeBytes);

  const reader = await openAudioReader(format, splitByChannel);
  const channels = Array.from({ length: splitByChannel ? format.channelCount : 1 }, (_, index) =>
    openChannel({ ...options, channel: index + 1, interim: false }),
  );
  const responses: RecognizeResponse[] = [];
  try {
    const sliceBytes = sliceSeconds * format.sampleRateHz * wholeBytes;
    for (let offset = 0; offset < audio.length; offset += sliceBytes) {
      const sounds = reader.push(audio.subarray(offset, offset + sliceBytes));
      for (const [index, sound] of sounds.entries()) responses.push(...(await all(channels[index]!.push(sound))));
      await turn();
      options.signal.throwIfAborted();
    }
    for (const [index, sound] of reader.end().entries()) {
      responses.push(...(await all(channels[index]!.push(sound))), ...(await all(channels[index]!.end())));
    }
  } finally {
    reader.close();
    for (const channel of channels) channel.close();
  }
  return responses.sort((left, right) => startMs(left) - startMs(right) || left.channel - right.channel);
}

function startMs(response: RecognizeResponse): number {
  return response.hypothesis?.startTimeMs ?? response.vaMarks[0]?.offsetMs ?? 0;
}

async function all<T>(items: AsyncGenerator<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** Yields to other calls of this server: decoding an hour of audio takes seconds. */
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
