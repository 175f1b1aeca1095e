import type { KeptRecord } from "../../../archive/kept-records.ts";
import type { AudioKitClient } from "../../../audiokit/client.ts";
import type { Phrase } from "../../../audiokit/phrases.ts";
import type { Recognition as Heard } from "../../../audiokit/recognize.ts";
import type { LiveRequest } from "../../../audiokit/recognize-live.ts";
import { withCallFacts } from "../../../logging/call-facts.ts";
import { maxAudioBytes } from "../open-recognition.ts";
import { originOf } from "./live-log.ts";

/** What is sent again, and how. */
export interface ResendRequest {
  record: KeptRecord;
  /** Mono samples, 16 bit little-endian. */
  sound: Uint8Array<ArrayBuffer>;
  request: LiveRequest;
  /** Largest sound that goes as one file, in bytes. Default: what one message holds. */
  fileLimitBytes?: number;
}

export interface ResendOptions {
  signal: AbortSignal;
  onRequestId: (requestId: string) => void;
  onsent: (sentBytes: number) => void;
}

/** A kept recording on its way to the platform. */
export interface Resending {
  how: "file" | "stream";
  /** To be read once. @throws AudioKitError */
  phrases: AsyncIterable<Phrase>;
  /** Complete when `phrases` has ended. */
  heard(): Heard | undefined;
}

const pieceBytes = 16_000;

/** Sends a kept recording again, as one file where it fits into one message, else through the stream. */
export function resend(
  client: Pick<AudioKitClient, "recognizeFile" | "recognizeStream">,
  { record, sound, request, fileLimitBytes = maxAudioBytes }: ResendRequest,
  { signal, onRequestId, onsent }: ResendOptions,
): Resending {
  const call = { signal, contextValues: withCallFacts({ requestData: originOf(record), onRequestId }) };
  if (sound.length > fileLimitBytes) {
    const live = client.recognizeStream(pieces(sound, onsent), { ...request, singleUtterance: false }, call);
    return { how: "stream", phrases: live, heard: () => live.summary() };
  }
  let heard: Heard | undefined;
  async function* phrases(): AsyncGenerator<Phrase> {
    const vaMarks = request.vaMarks === "off" ? "off" : "with-text";
    onsent(sound.length);
    heard = await client.recognizeFile({ ...request, audio: sound, vaMarks }, call);
    yield* heard.phrases;
  }
  return { how: "file", phrases: phrases(), heard: () => heard };
}

async function* pieces(sound: Uint8Array, onsent: (sentBytes: number) => void): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < sound.length; start += pieceBytes) {
    onsent(Math.min(sound.length, start + pieceBytes));
    yield await Promise.resolve(sound.subarray(start, start + pieceBytes));
  }
}
