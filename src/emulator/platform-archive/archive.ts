import { bytesPerSample, wavHeader, type WavFormat } from "../../audio/wav.ts";
import type { RecognitionConfig } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import type { RecognizeResponse } from "../../gen/mts/ai/audiogram/stt_response/v1/stt_response_pb.ts";
import type { ByteStore } from "../byte-store.ts";
import { randomUuid } from "../../basics/uuid.ts";

/** Properties of a recognition that are known before its first audio. */
export interface RecognitionDetails {
  /** Two letters, dash, UUID. */
  requestId: string;
  clientId: string;
  sessionId: string;
  /** Trace id of the client. */
  traceId?: string;
  model: string;
  config: RecognitionConfig;
  format: WavFormat;
}

/** A recognition that has ended, complete or not. */
export interface ArchivedRecognition extends RecognitionDetails {
  /** Counted from 1. */
  id: number;
  createdAtMs: number;
  /** Final responses in the order in which they were sent. */
  responses: readonly RecognizeResponse[];
  /** Size of the WAV. */
  audioBytes: number;
}

/** Records a recognition while it runs. */
export interface Recording {
  addAudio(bytes: Uint8Array): Promise<void>;
  addResponse(response: RecognizeResponse): void;
  /** Adds it to the archive, once, unless there was no audio. */
  end(): Promise<void>;
}

/** The recognitions of this platform; the oldest are evicted. */
export interface Archive {
  begin(details: RecognitionDetails): Recording;
  /** Newest first. */
  list(clientId: string): ArchivedRecognition[];
  /** The bytes of the WAV from `start` to `end`, exclusive. */
  audio(record: ArchivedRecognition, start: number, end: number): AsyncIterable<Uint8Array<ArrayBuffer>>;
}

/** Options of an archive. */
export interface ArchiveOptions {
  bytes: ByteStore;
  /** Largest total size of the audio; default 512 MiB. */
  maxBytes?: number;
  /** Most recognitions; default 1000. */
  maxRecords?: number;
  /** Milliseconds since the epoch. */
  now?: () => number;
  uuid?: () => string;
}

/** Creates an empty archive. Audio beyond `maxBytes` in one recording is dropped. */
export function createArchive(options: ArchiveOptions): Archive {
  const { bytes, maxBytes = 512 * 1024 * 1024, maxRecords = 1000, now = Date.now, uuid = randomUuid } = options;
  const records: (ArchivedRecognition & { key: string; header: Uint8Array<ArrayBuffer> })[] = [];
  let nextId = 1;
  let totalBytes = 0;

  async function evictOldest(): Promise<void> {
    while (totalBytes > maxBytes || records.length > maxRecords) {
      const oldest = records.shift();
      if (!oldest) return;
      totalBytes -= oldest.audioBytes;
      await bytes.remove(oldest.key);
    }
  }

  return {
    begin(details) {
      const key = uuid();
      const createdAtMs = now();
      const responses: RecognizeResponse[] = [];
      let receivedBytes = 0;
      let isOver = false;
      return {
        async addAudio(chunk) {
          if (isOver) return;
          const accepted = chunk.subarray(0, Math.max(0, maxBytes - 100 - receivedBytes));
          receivedBytes += accepted.length;
          if (accepted.length > 0) await bytes.append(key, accepted);
        },
        addResponse(response) {
          responses.push(response);
        },
        async end() {
          if (isOver || receivedBytes === 0) return;
          isOver = true;
          // An incomplete sample at the end is not part of the data; RIFF chunks have an even length.
          if (receivedBytes % 2 === 1) await bytes.append(key, new Uint8Array(1));
          const frameBytes = details.format.channelCount * bytesPerSample(details.format.coding);
          const header = wavHeader(receivedBytes - (receivedBytes % frameBytes), details.format);
          const audioBytes = header.length + receivedBytes + (receivedBytes % 2);
          records.push({ ...details, key, header, id: nextId++, createdAtMs, responses, audioBytes });
          totalBytes += audioBytes;
          await evictOldest();
        },
      };
    },

    list: (clientId) => records.filter((record) => record.clientId === clientId).reverse(),

    async *audio(record, start, end) {
      const stored = records.find(({ id }) => id === record.id);
      if (!stored) return;
      const { key, header } = stored;
      if (start < header.length) yield header.subarray(start, end);
      if (end > header.length) yield* bytes.read(key, Math.max(0, start - header.length), end - header.length);
    },
  };
}
