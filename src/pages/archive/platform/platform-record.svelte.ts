import { wavSound, type WavSound } from "../../../audio/wav-sound.ts";
import { AudioKitError } from "../../../audiokit/contract/audiokit-error.ts";
import type { ArchivedTranscript, AttackVerdict } from "../../../audiokit/platform-archive/archive-readers.ts";
import type { ArchiveVersion, PlatformArchive } from "../../../audiokit/platform-archive/platform-archive.ts";
import type { VaMark } from "../../../audiokit/calls/phrases.ts";
import type { Playback } from "../../../kit/sound/playback.svelte.ts";
import type { ArchiveItem } from "../../../app/page-archive.ts";

/** A part of a record: loaded, failed, being loaded, or not requested yet. */
export type RecordPart<Value> = { value: Value } | { failure: AudioKitError } | "loading" | "notRequested";

/** Dependencies of a record. */
export interface PlatformRecordDeps {
  archive: PlatformArchive;
  /** Of the archive's protocol. */
  version: ArchiveVersion;
  playback: Pick<Playback, "load">;
}

/** A record of the platform's archive, its parts requested one by one: each may be missing without the others. */
export class PlatformRecord {
  readonly id: string;
  readonly version: ArchiveVersion;
  sound = $state.raw<RecordPart<WavSound>>("notRequested");
  transcript = $state.raw<RecordPart<ArchivedTranscript>>("notRequested");
  marks = $state.raw<RecordPart<VaMark[]>>("notRequested");
  verdicts = $state.raw<RecordPart<AttackVerdict[]>>("notRequested");
  readonly #archive: PlatformArchive;
  readonly #playback: Pick<Playback, "load">;
  readonly #abort = new AbortController();

  constructor(id: string, { version, archive, playback }: PlatformRecordDeps) {
    this.id = id;
    this.version = version;
    this.#archive = archive;
    this.#playback = playback;
  }

  /** Requests the sound, the transcript and the marks; version 3 sends the marks with the transcript. */
  async load(): Promise<void> {
    this.#playback.load(undefined);
    const call = { signal: this.#abort.signal };
    this.sound = this.transcript = this.marks = "loading";
    await Promise.all([
      settle(this.#archive.audio(this.id, call), call.signal).then((part) => {
        this.sound = isLoaded(part) ? { value: this.#ready(part.value) } : part;
      }),
      settle(this.#archive.transcript(this.id, call), call.signal).then((part) => {
        this.transcript = part;
        if (this.version === 3) this.marks = isLoaded(part) ? { value: part.value.vaMarks } : part;
      }),
      this.version !== 3 &&
        settle(this.#archive.vaMarks(this.id, call), call.signal).then((part) => (this.marks = part)),
    ]);
  }

  /** Requests whether the speech was found to be genuine. */
  readonly loadVerdicts = async (): Promise<void> => {
    this.verdicts = "loading";
    const { signal } = this.#abort;
    this.verdicts = await settle(this.#archive.antiSpoofingMarks(this.id, { signal }), signal);
  };

  /** The record as the archive of this browser stores it. */
  archiveItem(): ArchiveItem {
    const sound = isLoaded(this.sound) ? this.sound.value : undefined;
    if (!sound) throw new Error("the record has no sound to save");
    const transcript = isLoaded(this.transcript) ? this.transcript.value : undefined;
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
      marks: isLoaded(this.marks) ? this.marks.value : [],
    };
  }

  /** Cancels the requests that are under way. */
  close(): void {
    this.#abort.abort();
  }

  #ready(wav: Uint8Array<ArrayBuffer>): WavSound {
    const sound = wavSound(wav);
    this.#playback.load(sound.audio);
    return sound;
  }
}

/** Whether a part has come. */
export function isLoaded<Value>(part: RecordPart<Value>): part is { value: Value } {
  return typeof part === "object" && "value" in part;
}

async function settle<Value>(
  loading: Promise<Value>,
  signal: AbortSignal,
): Promise<{ value: Value } | { failure: AudioKitError }> {
  try {
    return { value: await loading };
  } catch (thrown) {
    return { failure: AudioKitError.from(thrown, signal) };
  }
}
