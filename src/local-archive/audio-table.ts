import type { Table } from "dexie";
import { isQuotaExceeded } from "./archive-error.ts";

/** Sounds as a database stores them: WebKit stores no Blobs in a private window. */
export type AudioTable = Table<Blob | Uint8Array<ArrayBuffer>, string>;

const blobOf = (wav: Uint8Array<ArrayBuffer>) => new Blob([wav], { type: "audio/wav" });

/** Adds a WAV in the present transaction, as a Blob if that can be. */
export async function addAudio(sounds: AudioTable, wav: Uint8Array<ArrayBuffer>, id: string): Promise<void> {
  await sounds.add(blobOf(wav), id).catch((refusal: unknown) => {
    if (isQuotaExceeded(refusal)) throw refusal;
    return sounds.add(wav, id);
  });
}

/** The WAV with this id. */
export async function readAudio(sounds: AudioTable, id: string): Promise<Blob | undefined> {
  const stored = await sounds.get(id);
  return stored === undefined || stored instanceof Blob ? stored : blobOf(stored);
}
