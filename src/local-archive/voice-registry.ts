import type { Dexie, Table } from "dexie";
import { pageDatabase } from "./page-database.ts";

/** A cloned voice, or the task that makes it, as this browser knows it: the platform stores neither name nor list. */
export interface VoiceRecord {
  /** Of this browser. */
  id: string;
  /** Base URL of the platform that made it; ids mean nothing to another one. */
  platform: string;
  name: string;
  description: string;
  /** Absent for a voice that was added by its own id. */
  taskId?: string;
  /** Absent until the voice is ready. */
  voiceId?: string;
  /** `unknown`: the platform says it has no such task or voice. */
  status: "creating" | "ready" | "error" | "unknown";
  /** Milliseconds since the epoch. */
  startedAtMs: number;
  /** When it became ready or failed, as far as this browser saw it; milliseconds since the epoch. */
  endedAtMs?: number;
  /** Length of the sample. */
  sampleSeconds?: number;
  /** What the platform said of how it took the sample. */
  note?: string;
}

/** The registry of cloned voices in this browser. Must be closed. */
export interface VoiceRegistry {
  /** The voices of one platform, the newest first. */
  list(platform: string): Promise<VoiceRecord[]>;
  /** Stores a voice, or replaces the one with its id. */
  keep(voice: VoiceRecord): Promise<void>;
  /** Deletes it here; the platform is not called. */
  forget(id: string): Promise<void>;
  /** Called after each change made through this registry; returns the end of it. */
  subscribe(listener: () => void): () => void;
  close(): void;
}

/** Opens the registry of this origin. @param name of the database */
export function openVoiceRegistry(name = "audiokit-voices"): VoiceRegistry {
  const database = pageDatabase(name) as Dexie & { voices: Table<VoiceRecord, string> };
  database.version(1).stores({ voices: "id, platform" });
  const listeners = new Set<() => void>();
  const notify = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    async list(platform) {
      const voices = await database.voices.where({ platform }).toArray();
      return voices.sort((a, b) => b.startedAtMs - a.startedAtMs);
    },
    async keep(voice) {
      await database.voices.put(voice);
      notify();
    },
    async forget(id) {
      await database.voices.delete(id);
      notify();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => database.close(),
  };
}
