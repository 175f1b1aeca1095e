import { createPeaks } from "../../../audio/peaks.ts";
import { decodeWav } from "../../../audio/decode-wav.ts";
import { AudioKitError } from "../../../audiokit/contract/audiokit-error.ts";
import type { ArchivedTranscript, AttackVerdict } from "../../../audiokit/platform-archive/archive-readers.ts";
import type { ArchiveVersion, PlatformArchive } from "../../../audiokit/platform-archive/platform-archive.ts";
import type { VaMark } from "../../../audiokit/calls/phrases.ts";
import type { Playback } from "../../../kit/sound/playback.svelte.ts";
import type { ArchiveItem } from "../../../app/page-archive.ts";
import type { ReadySound } from "../selected-sound.svelte.ts";

/** A part of a record: on its way, here, or refused. */
export type RecordPart<Value> = { value: Value } | { failure: AudioKitError } | "asking" | "unasked";

/** A record of the platform's archive, its parts asked for one by one: each may be missing without the others. */
export class PlatformRecord {
  readonly id: string;
  readonly version: ArchiveVersion;
  sound = $state.raw<RecordPart<ReadySound>>("unasked");
  transcript = $state.raw<RecordPart<ArchivedTranscript>>("unasked");
  marks = $state.raw<RecordPart<VaMark[]>>("unasked");
  verdicts = $state.raw<RecordPart<AttackVerdict[]>>("unasked");
  readonly #archive: PlatformArchive;
  readonly #playback: Pick<Playback, "load">;
  readonly #abort = new AbortController();

  constructor(id: string, version: ArchiveVersion, archive: PlatformArchive, playback: Pick<Playback, "load">) {
    this.id = id;
    this.version = version;
    this.#archive = archive;
    this.#playback = playback;
  }

  /** Asks for the sound, the transcript and the marks; version 3 sends the marks with the transcript. */
  async load(): Promise<void> {
    this.#playback.load(undefined);
    const call = { signal: this.#abort.signal };
    this.sound = this.transcript = this.marks = "asking";
    await Promise.all([
      asked(this.#archive.audio(this.id, call), call.signal).then((part) => {
        this.sound = isHere(part) ? { value: this.#ready(part.value) } : part;
      }),
      asked(this.#archive.transcript(this.id, call), call.signal).then((part) => {
        this.transcript = part;
        if (this.version === 3) this.marks = isHere(part) ? { value: part.value.vaMarks } : part;
      }),
      this.version !== 3 &&
        asked(this.#archive.vaMarks(this.id, call), call.signal).then((part) => (this.marks = part)),
    ]);
  }

  /** Asks whether the speech was found to be genuine. */
  readonly loadVerdicts = async (): Promise<void> => {
    this.verdicts = "asking";
    const { signal } = this.#abort;
    this.verdicts = await asked(this.#archive.antiSpoofingMarks(this.id, { signal }), signal);
  };

  /** The record as the archive of this browser keeps it. */
  archiveItem(): ArchiveItem {
    const sound = isHere(this.sound) ? this.sound.value : undefined;
    if (!sound) throw new Error("the record has no sound to keep");
    const transcript = isHere(this.transcript) ? this.transcript.value : undefined;
    return {
      fileName: `platform-${this.id}.wav`,
      wav: () => sound.wav,
      metadata: { source: "platform", server_request_id: this.id, archive_version: this.version },
      // The archive does not say the language.
      ...(transcript && {
        transcript: {
          text: transcript.text,
          language: "und",
          confidenceScores: transcript.phrases.map(({ confidence }) => confidence),
        },
      }),
      marks: isHere(this.marks) ? this.marks.value : [],
    };
  }

  /** Gives up what is still asked for. */
  close(): void {
    this.#abort.abort();
  }

  #ready(wav: Uint8Array<ArrayBuffer>): ReadySound {
    const sound = decodeWav(wav);
    const peaks = createPeaks();
    peaks.push(sound.samples);
    this.#playback.load(sound);
    const seconds = sound.samples.length / sound.sampleRateHz;
    return { wav, seconds, columns: (count) => peaks.columns(count) };
  }
}

/** Whether a part has come. */
export function isHere<Value>(part: RecordPart<Value>): part is { value: Value } {
  return typeof part === "object" && "value" in part;
}

async function asked<Value>(
  asking: Promise<Value>,
  signal: AbortSignal,
): Promise<{ value: Value } | { failure: AudioKitError }> {
  try {
    return { value: await asking };
  } catch (thrown) {
    return { failure: AudioKitError.from(thrown, signal) };
  }
}
