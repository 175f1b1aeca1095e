import { bytesPerSample, readWav, type Wav } from "../audio/wav.ts";
import { archiveDatabase } from "./archive-database.ts";
import { ArchiveError, asFullError } from "./archive-error.ts";
import type { ArchiveEntry, ArchiveMetadata, AudioRecord, MarksRecord, TranscriptRecord } from "./archive-records.ts";
import { addAudio, readAudio } from "./audio-table.ts";
import { zipEntries, type ZipOptions } from "./zip-entries.ts";
import { randomUuid } from "../basics/uuid.ts";

export interface LocalArchiveOptions {
  /** Name of the database. Default `audiokit-archive`. */
  name?: string;
  /** Largest size of all sounds together, in bytes; read at each save. */
  maxBytes: () => number;
  /** Milliseconds since the epoch. */
  epochMs?: () => number;
  newId?: () => string;
}

/** How much is stored. */
export interface ArchiveUsage {
  audios: number;
  transcripts: number;
  marks: number;
  /** Of all sounds. */
  bytes: number;
  maxBytes: number;
}

export interface ArchiveListRequest {
  /** Found in the file name, the metadata or a transcript; capital and small letters are equal. */
  search?: string;
  /** Only sounds whose metadata name one of these as their `source`; default: all. */
  sources?: readonly string[];
  /** Default 50; `Infinity` for all. */
  limit?: number;
  /** Default 0. */
  offset?: number;
}

export interface ArchiveList {
  /** Newest first. */
  entries: ArchiveEntry[];
  /** All that match. */
  total: number;
}

/** Sounds, transcripts and marks in this browser. Must be closed. */
export interface LocalArchive {
  /** @returns the id @throws ArchiveError `not-audio`, or `full`: nothing is deleted to make room */
  saveAudio(audio: { fileName: string; wav: Uint8Array<ArrayBuffer>; metadata?: ArchiveMetadata }): Promise<string>;
  /** @returns the id @throws ArchiveError `unknown` when there is no such sound */
  saveTranscript(transcript: Omit<TranscriptRecord, "id" | "createdAtMs">): Promise<string>;
  /** @returns the id @throws ArchiveError `unknown` when there is no such sound */
  saveVadMarks(marks: Omit<MarksRecord, "id" | "createdAtMs">): Promise<string>;
  list(request?: ArchiveListRequest): Promise<ArchiveList>;
  /** @throws ArchiveError `unknown` */
  get(audioId: string): Promise<ArchiveEntry>;
  /** The WAV file. @throws ArchiveError `unknown` */
  sound(audioId: string): Promise<Blob>;
  usage(): Promise<ArchiveUsage>;
  /** Deletes a sound with what belongs to it; one that is not there is deleted already. */
  delete(audioId: string): Promise<void>;
  /** A zip of the sounds and an `archive.json` of everything else. @param audioIds default: all */
  exportZip(audioIds?: string[], options?: ZipOptions): Promise<Blob>;
  close(): void;
}

const defaultLimit = 50;

/** Opens the archive of this origin. */
export function openLocalArchive(options: LocalArchiveOptions): LocalArchive {
  const { name = "audiokit-archive", maxBytes } = options;
  const { epochMs = () => Date.now(), newId = randomUuid } = options;
  const database = archiveDatabase(name);
  const { audios, sounds, transcripts, marks } = database;

  const storedBytes = async () => {
    let bytes = 0;
    await audios.each(({ sizeBytes }) => (bytes += sizeBytes));
    return bytes;
  };

  const entryOf = async (audio: AudioRecord): Promise<ArchiveEntry> => ({
    audio,
    transcripts: await transcripts.where({ audioId: audio.id }).sortBy("createdAtMs"),
    marks: await marks.where({ audioId: audio.id }).sortBy("createdAtMs"),
  });

  const known = async (audioId: string): Promise<AudioRecord> => {
    const audio = await audios.get(audioId);
    if (!audio) throw unknown(audioId);
    return audio;
  };

  /** The sounds whose name, metadata or transcripts contain the text, which is in lower case. */
  const found = async (among: AudioRecord[], text: string): Promise<AudioRecord[]> => {
    const spoken = new Set<string>();
    await transcripts.each((transcript) => {
      if (transcript.text.toLowerCase().includes(text)) spoken.add(transcript.audioId);
    });
    return among.filter((audio) => spoken.has(audio.id) || isNamed(audio, text));
  };

  const entries = () => audios.orderBy("createdAtMs").reverse();

  const archive: LocalArchive = {
    async saveAudio({ fileName, wav, metadata = {} }) {
      const { samples, ...format } = wavOf(wav);
      const seconds = samples.length / (bytesPerSample(format.coding) * format.channelCount * format.sampleRateHz);
      const about = { fileName, sizeBytes: wav.length, seconds, ...format, metadata };
      const record: AudioRecord = { id: newId(), createdAtMs: epochMs(), ...about };
      const limit = maxBytes();
      await database
        .transaction("rw", audios, sounds, async () => {
          const usedBytes = await storedBytes();
          if (usedBytes + wav.length > limit) throw full(wav.length, usedBytes, limit);
          await audios.add(record);
          await addAudio(sounds, wav, record.id);
        })
        .catch(asFullError);
      return record.id;
    },
    async saveTranscript(transcript) {
      const record: TranscriptRecord = { ...transcript, id: newId(), createdAtMs: epochMs() };
      await database
        .transaction("rw", audios, transcripts, async () => {
          await known(transcript.audioId);
          await transcripts.add(record);
        })
        .catch(asFullError);
      return record.id;
    },
    async saveVadMarks(given) {
      const record: MarksRecord = { ...given, id: newId(), createdAtMs: epochMs() };
      await database
        .transaction("rw", audios, marks, async () => {
          await known(given.audioId);
          await marks.add(record);
        })
        .catch(asFullError);
      return record.id;
    },
    list({ search = "", sources, limit = defaultLimit, offset = 0 } = {}) {
      return database.transaction("r", audios, transcripts, marks, async () => {
        if (search.trim() === "" && !sources) {
          const page = await entries().offset(offset).limit(limit).toArray();
          return { entries: await Promise.all(page.map(entryOf)), total: await audios.count() };
        }
        const all = await entries().toArray();
        const chosen = sources ? all.filter(({ metadata }) => sources.includes(String(metadata["source"]))) : all;
        const matching = search.trim() === "" ? chosen : await found(chosen, search.trim().toLowerCase());
        const page = matching.slice(offset, offset + limit);
        return { entries: await Promise.all(page.map(entryOf)), total: matching.length };
      });
    },
    get: (audioId) => database.transaction("r", audios, transcripts, marks, async () => entryOf(await known(audioId))),
    async sound(audioId) {
      const sound = await readAudio(sounds, audioId);
      if (!sound) throw unknown(audioId);
      return sound;
    },
    usage: () =>
      database.transaction("r", audios, transcripts, marks, async () => ({
        audios: await audios.count(),
        transcripts: await transcripts.count(),
        marks: await marks.count(),
        bytes: await storedBytes(),
        maxBytes: maxBytes(),
      })),
    delete: (audioId) =>
      database.transaction("rw", audios, sounds, transcripts, marks, async () => {
        await audios.delete(audioId);
        await sounds.delete(audioId);
        await transcripts.where({ audioId }).delete();
        await marks.where({ audioId }).delete();
      }),
    async exportZip(audioIds, options) {
      const chosen = audioIds ?? (await entries().primaryKeys());
      return zipEntries(chosen, archive, options);
    },
    close: () => database.close(),
  };
  return archive;
}

function isNamed({ fileName, metadata }: AudioRecord, text: string): boolean {
  return [fileName, ...Object.values(metadata).map(String)].some((name) => name.toLowerCase().includes(text));
}

function wavOf(bytes: Uint8Array): Wav {
  try {
    return readWav(bytes);
  } catch (error) {
    throw new ArchiveError({
      kind: "not-audio",
      message: `only WAV is stored: ${(error as Error).message}`,
      cause: error,
    });
  }
}

const unknown = (audioId: string) =>
  new ArchiveError({ kind: "unknown", message: `the archive has no sound ${audioId}` });

function full(sizeBytes: number, storedBytes: number, maxBytes: number): ArchiveError {
  const words = `${String(sizeBytes)} bytes do not fit: ${String(storedBytes)} of ${String(maxBytes)} are used`;
  return new ArchiveError({ kind: "full", message: words });
}
