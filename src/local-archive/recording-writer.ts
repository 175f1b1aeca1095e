import { measureAudio, type AudioMetrics } from "../audio/audio-metrics.ts";
import { mergeMetrics } from "../audio/merge-metrics.ts";
import { measureSigns } from "../audio/signs/sound-signs.ts";
import { pcmSamples } from "../audio/wav.ts";
import { joinBytes } from "../basics/bytes.ts";
import { createSerialQueue } from "../basics/serial-queue.ts";
import { isQuotaExceeded } from "./archive-error.ts";
import type { RecordingOutcome } from "./stored-recording.ts";

/** Why the rest of a recording is not stored: there is no room (`full`), or the browser cannot write (`broken`). */
export type RecordingFailure = "full" | "broken";

/** A recording while it is made. No method fails: what cannot be stored is reported, and the recording continues. */
export interface RecordingWriter {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly startedAtMs: number;
  /** Audio that is not in the recording, in seconds: the disk was too slow for it, or failed. */
  readonly unsavedSeconds: number;
  /**
   * Takes mono samples, 16 bit little-endian. They are written a second at a time. When 60 seconds wait for the disk, new ones
   * are left out until it has taken some.
   */
  append(bytes: Uint8Array): void;
  /** Stores with the sound what is recognised so far, and which call carries it. */
  note(changes: { transcript?: string; requestId?: string }): void;
  /** What was measured in the seconds so far; undefined before the first one. */
  metrics(): AudioMetrics | undefined;
  /** Writes the rest and lets others see the recording. */
  end(outcome: RecordingOutcome): Promise<void>;
}

/** How a growing recording reaches the disk. */
export interface RecordingSink {
  id: string;
  startedAtMs: number;
  sampleRateHz: number;
  /** Writes the next chunk. @throws ArchiveError `full` */
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  update(changes: { transcript?: string; requestId?: string; outcome?: RecordingOutcome }): Promise<unknown>;
  /** Lets others see the recording; resolves when they do. */
  release(): Promise<void>;
  onTrouble: (trouble: RecordingFailure, thrown: unknown) => void;
}

/** The signs of a recording are measured in its beginning, in seconds: what comes later is not kept in memory. */
const signSeconds = 64;
/** Most audio that waits for the disk, in seconds. */
const maxWaitingSeconds = 60;

/** Collects a second, measures it and writes it, one write after the other. */
export function openRecordingWriter(desk: RecordingSink): RecordingWriter {
  const secondBytes = desk.sampleRateHz * Int16Array.BYTES_PER_ELEMENT;
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let measured: AudioMetrics | undefined;
  const beginning: Uint8Array[] = [];
  /** Handed to the disk and not yet written. */
  let unwrittenBytes = 0;
  let unsavedBytes = 0;
  let isStopped = false;
  const enqueue = createSerialQueue();

  const attempt = (work: () => Promise<unknown>) =>
    enqueue(async () => {
      if (isStopped) return;
      try {
        await work();
      } catch (thrown) {
        isStopped = true;
        desk.onTrouble(isQuotaExceeded(thrown) ? "full" : "broken", thrown);
      }
    });

  function flush(): void {
    if (waitingBytes === 0) return;
    const bytes = joinBytes(waiting);
    waiting = [];
    waitingBytes = 0;
    const metrics = measureAudio(pcmSamples(bytes), desk.sampleRateHz);
    if (beginning.length < signSeconds) beginning.push(bytes);
    measured = measured ? mergeMetrics(measured, metrics) : metrics;
    write(bytes);
  }

  function write(bytes: Uint8Array<ArrayBuffer>): void {
    if (unwrittenBytes + bytes.length > maxWaitingSeconds * secondBytes) {
      unsavedBytes += bytes.length;
      return;
    }
    unwrittenBytes += bytes.length;
    let isWritten = false;
    void attempt(async () => {
      await desk.write(bytes);
      isWritten = true;
    }).then(() => {
      unwrittenBytes -= bytes.length;
      if (!isWritten) unsavedBytes += bytes.length;
    });
  }

  return {
    id: desk.id,
    startedAtMs: desk.startedAtMs,
    get unsavedSeconds() {
      return unsavedBytes / secondBytes;
    },
    append(bytes) {
      waiting.push(bytes);
      waitingBytes += bytes.length;
      if (waitingBytes >= secondBytes) flush();
    },
    note: (changes) => void attempt(() => desk.update(changes)),
    metrics: () =>
      measured && { ...measured, signs: measureSigns(pcmSamples(joinBytes(beginning)), desk.sampleRateHz) },
    async end(outcome) {
      flush();
      await enqueue(() => Promise.resolve());
      // Also where the sound could not be stored to its end: the beginning is there.
      isStopped = false;
      await attempt(() => desk.update({ outcome }));
      await desk.release();
    },
  };
}
