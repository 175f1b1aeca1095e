import { bytesPerSample, wavHeader, type WavFormat } from "../../audio/wav.ts";
import type { RecognitionConfig } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import type { RecognizeResponse } from "../../gen/mts/ai/audiogram/stt_response/v1/stt_response_pb.ts";
import type { ByteStore } from "../byte-store.ts";
import { randomUuid } from "../../basics/uuid.ts";

/** What is known of a recognition before its first sound. */
export interface RecognitionDetails {
  /** Two letters, dash, UUID. */
  requestId: string;
  clientId: string;
  sessionId: string;
  /** Whatever the caller sent to find it by. */
  traceId?: string;
  model: string;
  config: RecognitionConfig;
  format: WavFormat;
}

/** A recognition that is over, whether it reached its end or not. */
export interface ArchivedRecognition extends RecognitionDetails {
  /** Counted from 1. */
  id: number;
  createdAtMs: number;
  /** Final responses in the order in which they were sent. */
  responses: readonly RecognizeResponse[];
  /** Size of the WAV. */
  audioBytes: number;
}

/** Takes in a recognition while it runs. */
export interface Recording {
  hear(bytes: Uint8Array): Promise<void>;
  note(response: RecognizeResponse): void;
  /** Puts it into the archive, once, unless there was no sound. */
  end(): Promise<void>;
}

/** The recognitions of this platform; the oldest make room for the newest. */
export interface Archive {
  begin(facts: RecognitionDetails): Recording;
  /** Newest first. */
  list(clientId: string): ArchivedRecognition[];
  /** The WAV from `start` up to `end`. */
  audio(record: ArchivedRecognition, start: number, end: number): AsyncIterable<Uint8Array<ArrayBuffer>>;
}

/** What an archive is made of. */
export interface ArchiveOptions {
  bytes: ByteStore;
  /** All sound together; default 512 MiB. */
  maxBytes?: number;
  /** Default 1000. */
  maxRecords?: number;
  /** Milliseconds since the epoch. */
  now?: () => number;
  uuid?: () => string;
}

/** Creates an empty archive. Sound beyond `maxBytes` in one recording is left out. */
export function createArchive(options: ArchiveOptions): Archive {
  const { bytes, maxBytes = 512 * 1024 * 1024, maxRecords = 1000, now = Date.now, uuid = randomUuid } = options;
  const records: (ArchivedRecognition & { key: string; header: Uint8Array<ArrayBuffer> })[] = [];
  let nextId = 1;
  let totalBytes = 0;

  async function makeRoom(): Promise<void> {
    while (totalBytes > maxBytes || records.length > maxRecords) {
      const oldest = records.shift();
      if (!oldest) return;
      totalBytes -= oldest.audioBytes;
      await bytes.remove(oldest.key);
    }
  }

  return {
    begin(facts) {
      const key = uuid();
      const createdAtMs = now();
      const responses: RecognizeResponse[] = [];
      let heardBytes = 0;
      let isOver = false;
      return {
        async hear(piece) {
          if (isOver) return;
          const kept = piece.subarray(0, Math.max(0, maxBytes - 100 - heardBytes));
          heardBytes += kept.length;
          if (kept.length > 0) await bytes.append(key, kept);
        },
        note(response) {
          responses.push(response);
        },
        async end() {
          if (isOver || heardBytes === 0) return;
          isOver = true;
          // A half sample at the end, and the byte that makes an odd length even.
          if (heardBytes % 2 === 1) await bytes.append(key, new Uint8Array(1));
          const frameBytes = facts.format.channelCount * bytesPerSample(facts.format.coding);
          const header = wavHeader(heardBytes - (heardBytes % frameBytes), facts.format);
          const audioBytes = header.length + heardBytes + (heardBytes % 2);
          records.push({ ...facts, key, header, id: nextId++, createdAtMs, responses, audioBytes });
          totalBytes += audioBytes;
          await makeRoom();
        },
      };
    },

    list: (clientId) => records.filter((record) => record.clientId === clientId).reverse(),

    async *audio(record, start, end) {
      const kept = records.find(({ id }) => id === record.id);
      if (!kept) return;
      const { key, header } = kept;
      if (start < header.length) yield header.subarray(start, end);
      if (end > header.length) yield* bytes.read(key, Math.max(0, start - header.length), end - header.length);
    },
  };
}
