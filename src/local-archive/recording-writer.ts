import { measureAudio, type AudioMetrics } from "../audio/audio-metrics.ts";
import { mergeMetrics } from "../audio/merge-metrics.ts";
import { pcmSamples } from "../audio/wav.ts";
import { isQuotaExceeded } from "./archive-error.ts";
import type { RecordingOutcome } from "./stored-recording.ts";

/** Why the rest of a recording is not kept: there is no room (`full`), or the browser cannot write (`broken`). */
export type RecordingFailure = "full" | "broken";

/** A recording while it is made. No method fails: what cannot be kept is told, and the recording goes on. */
export interface RecordingWriter {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly startedAtMs: number;
  /** Takes mono samples, 16 bit little-endian. They are written a second at a time. */
  append(bytes: Uint8Array): void;
  /** Keeps beside the sound what was heard so far, and which call carries it. */
  note(changes: { transcript?: string; requestId?: string }): void;
  /** What was measured in the seconds so far; undefined before the first one. */
  facts(): AudioMetrics | undefined;
  /** Writes the rest and lets others see the recording. */
  end(outcome: RecordingOutcome): Promise<void>;
}

/** How a growing recording reaches the disk. */
export interface RecordingSink {
  id: string;
  startedAtMs: number;
  sampleRateHz: number;
  /** Writes the next piece. @throws ArchiveError `full` */
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  update(changes: { transcript?: string; requestId?: string; outcome?: RecordingOutcome }): Promise<unknown>;
  release(): void;
  onTrouble: (trouble: RecordingFailure, thrown: unknown) => void;
}

/** Collects a second, measures it and writes it, one write after the other. */
export function openRecordingWriter(desk: RecordingSink): RecordingWriter {
  const secondBytes = desk.sampleRateHz * Int16Array.BYTES_PER_ELEMENT;
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let measured: AudioMetrics | undefined;
  let isStopped = false;
  let writing = Promise.resolve();

  const attempt = (work: () => Promise<unknown>) => {
    writing = writing.then(async () => {
      if (isStopped) return;
      try {
        await work();
      } catch (thrown) {
        isStopped = true;
        desk.onTrouble(isQuotaExceeded(thrown) ? "full" : "broken", thrown);
      }
    });
    return writing;
  };

  function flush(): void {
    if (waitingBytes === 0) return;
    const bytes = new Uint8Array(waitingBytes);
    let offset = 0;
    for (const piece of waiting) {
      bytes.set(piece, offset);
      offset += piece.length;
    }
    waiting = [];
    waitingBytes = 0;
    const facts = measureAudio(pcmSamples(bytes), desk.sampleRateHz);
    measured = measured ? mergeMetrics(measured, facts) : facts;
    void attempt(() => desk.write(bytes));
  }

  return {
    id: desk.id,
    startedAtMs: desk.startedAtMs,
    append(bytes) {
      waiting.push(bytes);
      waitingBytes += bytes.length;
      if (waitingBytes >= secondBytes) flush();
    },
    note: (changes) => void attempt(() => desk.update(changes)),
    facts: () => measured,
    async end(outcome) {
      flush();
      await writing;
      // Also where the sound could not be kept to its end: the beginning is there.
      isStopped = false;
      await attempt(() => desk.update({ outcome }));
      desk.release();
    },
  };
}
