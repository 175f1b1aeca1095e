import type { Dexie, Table } from "dexie";
import type { AudioRecord, MarksRecord, TranscriptRecord } from "./archive-records.ts";
import type { AudioTable } from "./audio-table.ts";
import { pageDatabase } from "./page-database.ts";

/** The tables of the archive. Sounds lie apart from their records, so that a list reads no sound. */
export interface ArchiveTables {
  audios: Table<AudioRecord, string>;
  sounds: AudioTable;
  transcripts: Table<TranscriptRecord, string>;
  marks: Table<MarksRecord, string>;
}

/** Prepares the database; it is opened by the first use. Must be closed. */
export function archiveDatabase(name: string): Dexie & ArchiveTables {
  const database = pageDatabase(name);
  database.version(1).stores({
    audios: "id, createdAtMs",
    sounds: "",
    transcripts: "id, audioId",
    marks: "id, audioId",
  });
  return database as Dexie & ArchiveTables;
}
