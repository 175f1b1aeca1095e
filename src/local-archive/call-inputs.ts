import { textSha256 } from "../basics/sha256.ts";
import { asFullError } from "./archive-error.ts";
import { callInputDatabase, type CallRecord, type InputRecord, type SoundMessage } from "./call-input-database.ts";

/** What a call sent, to be stored. */
export interface NewCallInput {
  requestId: string;
  /** By their fields in `request_data`. */
  texts: Record<string, string>;
  audio?: { sha256: string; bytes: Uint8Array<ArrayBuffer>; messages: SoundMessage[] } | undefined;
}

/** What is stored of a call. */
export interface CallInput {
  texts: Record<string, string>;
  audio?: { sha256: string; bytes: Uint8Array<ArrayBuffer>; messages: SoundMessage[] };
}

/** How much is stored. */
export interface CallInputsUsage {
  sounds: number;
  texts: number;
  /** Of all sounds and texts. */
  bytes: number;
  maxBytes: number;
  /** When the oldest was sent last, since the epoch, in milliseconds; absent where nothing is stored. */
  oldestMs?: number;
}

export interface CallInputsOptions {
  /** Name of the database. Default `audiokit-inputs`. */
  name?: string;
  /** Largest size of all inputs together, in bytes; read at each save. */
  maxBytes: () => number;
  /** Most calls whose inputs are known; the oldest are forgotten first. Default 5000. */
  maxCalls?: number;
  /** Milliseconds since the epoch. */
  epochMs?: () => number;
}

/** Texts and sounds that calls sent, each once however many calls sent it. Must be closed. */
export interface CallInputs {
  /**
   * Stores what a call sent; those that were sent longest ago go first to make room. What is larger than the whole limit is
   * not stored.
   *
   * @throws ArchiveError `full` when the browser has no room
   */
  save(input: NewCallInput): Promise<void>;
  /** What is left of the input of a call; undefined when nothing is. A text that was changed since is left out. */
  ofCall(requestId: string): Promise<CallInput | undefined>;
  /** The sound with this hash; undefined when it is not stored. */
  sound(sha256: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** The text with this hash; undefined when it is not stored. */
  text(sha256: string): Promise<string | undefined>;
  usage(): Promise<CallInputsUsage>;
  /** Deletes everything. */
  clear(): Promise<void>;
  close(): void;
}

/** Opens the inputs of calls of this origin; the database is opened by the first use. */
export function openCallInputs(options: CallInputsOptions): CallInputs {
  const { name = "audiokit-inputs", maxBytes, maxCalls = 5_000, epochMs = () => Date.now() } = options;
  const database = callInputDatabase(name);
  const { inputs, sounds, calls } = database;

  async function put(record: InputRecord, bytes?: Uint8Array<ArrayBuffer>): Promise<void> {
    const isStored = (await inputs.get(record.sha256)) !== undefined;
    await inputs.put(record);
    if (bytes && !isStored) await sounds.put(bytes, record.sha256);
  }

  async function remove(sha256: string): Promise<void> {
    await inputs.delete(sha256);
    await sounds.delete(sha256);
    await calls.where({ hashes: sha256 }).delete();
  }

  /** The oldest go, until the rest fits. */
  async function evict(limitBytes: number): Promise<void> {
    let bytes = 0;
    const newestFirst = await inputs.orderBy("usedAtMs").reverse().toArray();
    for (const { sha256, sizeBytes } of newestFirst) {
      bytes += sizeBytes;
      if (bytes > limitBytes) await remove(sha256);
    }
    const over = (await calls.count()) - maxCalls;
    if (over > 0) await calls.bulkDelete(await calls.orderBy("storedAtMs").limit(over).primaryKeys());
  }

  async function text(sha256: string): Promise<string | undefined> {
    const stored = (await inputs.get(sha256))?.text;
    // A value may have been removed from it.
    return stored !== undefined && textSha256(stored) === sha256 ? stored : undefined;
  }

  return {
    async save({ requestId, texts, audio }) {
      const usedAtMs = epochMs();
      const limitBytes = maxBytes();
      const records = Object.entries(texts).map(([field, value]) => {
        const sizeBytes = new TextEncoder().encode(value).length;
        return { field, record: { sha256: textSha256(value), text: value, sizeBytes, usedAtMs } };
      });
      const fitting = records.filter(({ record }) => record.sizeBytes <= limitBytes);
      const sound = audio && audio.bytes.length <= limitBytes ? audio : undefined;
      const hashes = [...fitting.map(({ record }) => record.sha256), ...(sound ? [sound.sha256] : [])];
      if (hashes.length === 0) return;
      const call: CallRecord = {
        requestId,
        storedAtMs: usedAtMs,
        texts: Object.fromEntries(fitting.map(({ field, record }) => [field, record.sha256])),
        ...(sound && { audio: sound.sha256, messages: sound.messages }),
        hashes: [...new Set(hashes)],
      };
      await database
        .transaction("rw", inputs, sounds, calls, async () => {
          for (const { record } of fitting) await put(record);
          if (sound) await put({ sha256: sound.sha256, sizeBytes: sound.bytes.length, usedAtMs }, sound.bytes);
          await calls.put(call);
          await evict(limitBytes);
        })
        .catch(asFullError);
    },
    ofCall: (requestId) =>
      database.transaction("r", inputs, sounds, calls, async () => {
        const call = await calls.get(requestId);
        if (!call) return undefined;
        const found: CallInput = { texts: {} };
        for (const [field, sha256] of Object.entries(call.texts)) {
          const value = await text(sha256);
          if (value !== undefined) found.texts[field] = value;
        }
        const bytes = call.audio === undefined ? undefined : await sounds.get(call.audio);
        if (bytes) found.audio = { sha256: call.audio!, bytes, messages: call.messages ?? [] };
        return found;
      }),
    sound: (sha256) => sounds.get(sha256),
    text,
    usage: () =>
      database.transaction("r", inputs, async () => {
        const all = await inputs.orderBy("usedAtMs").toArray();
        const texts = all.filter((input) => input.text !== undefined).length;
        return {
          sounds: all.length - texts,
          texts,
          bytes: all.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
          maxBytes: maxBytes(),
          ...(all[0] && { oldestMs: all[0].usedAtMs }),
        };
      }),
    clear: () =>
      database.transaction("rw", inputs, sounds, calls, async () => {
        await Promise.all([inputs.clear(), sounds.clear(), calls.clear()]);
      }),
    close: () => database.close(),
  };
}
