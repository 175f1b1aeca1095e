import type { Dexie, Table } from "dexie";
import { pageDatabase } from "./page-database.ts";

/** One message of sound: how much of it, and when it was sent, in milliseconds since the call began. */
export interface SoundMessage {
  sizeBytes: number;
  atMs: number;
}

/** One input, whichever calls sent it. The bytes of a sound lie apart. */
export interface InputRecord {
  /** Of its bytes (of a text: in UTF-8), in hexadecimal. */
  sha256: string;
  /** Absent for a sound. */
  text?: string;
  sizeBytes: number;
  /** When a call sent it last, since the epoch, in milliseconds. */
  usedAtMs: number;
}

/** What one call sent. */
export interface CallRecord {
  requestId: string;
  storedAtMs: number;
  /** Hashes of its texts, by their fields in `request_data`. */
  texts: Record<string, string>;
  /** Hash of its whole sound. */
  audio?: string;
  /** The messages in which the sound was sent, in order. */
  messages?: SoundMessage[];
  /** All of these hashes. */
  hashes: string[];
}

/** The tables of the inputs of calls. */
export interface CallInputTables {
  inputs: Table<InputRecord, string>;
  /** By hash. */
  sounds: Table<Uint8Array<ArrayBuffer>, string>;
  calls: Table<CallRecord, string>;
}

/** Prepares the database; it is opened by the first use. Must be closed. */
export function callInputDatabase(name: string): Dexie & CallInputTables {
  const database = pageDatabase(name);
  database.version(1).stores({ inputs: "sha256, usedAtMs", sounds: "", calls: "requestId, storedAtMs, *hashes" });
  return database as Dexie & CallInputTables;
}
