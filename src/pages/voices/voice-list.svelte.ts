import { Code } from "@connectrpc/connect";
import type { VoiceRecord, VoiceRegistry } from "../../local-archive/voice-registry.ts";
import { AudioKitError } from "../../audiokit/contract/audiokit-error.ts";
import type { AudioKitClient } from "../../audiokit/client.ts";
import { consoleCallContext } from "../../logging/call-context.ts";
import type { WaitForVoiceOptions } from "../../audiokit/calls/wait-for-voice.ts";

/** Dependencies of the list. */
export interface VoiceListDeps {
  client: Pick<AudioKitClient, "waitForVoice" | "deleteVoice">;
  /** Base URL of the platform connected now. */
  platform: string;
  registry: Omit<VoiceRegistry, "close">;
  /** Milliseconds since the epoch. */
  epochMs: () => number;
  newId: () => string;
  /** Called after a voice was deleted here. */
  onforgotten?: () => void;
  /** Pauses between two questions; the usual ones when absent. */
  waiting?: Pick<WaitForVoiceOptions, "firstPauseMs" | "longestPauseMs">;
}

/** The voices that this browser knows of the platform; unfinished tasks are polled until they finish. */
export class VoiceList {
  voices = $state.raw<VoiceRecord[]>([]);
  hasLoaded = $state(false);
  /** The registry could not be read or written. */
  storageFailure = $state.raw<Error>();
  /** Why a voice could not be polled or deleted, by the id of its record. */
  failures = $state.raw<Record<string, AudioKitError>>({});
  /** The voice that waits for the person's confirmation to be deleted. */
  pendingDelete = $state.raw<VoiceRecord>();
  /** The platform said it does not know the voice that was to be deleted. */
  isUnknown = $state(false);
  isDeleting = $state(false);
  readonly #deps: VoiceListDeps;
  /** The polls under way, by the id of the record; nothing on the screen follows it. */
  #waiting: Record<string, AbortController> = {};

  constructor(deps: VoiceListDeps) {
    this.#deps = deps;
  }

  /** Reads the registry, and goes on asking about what was not finished. */
  readonly load = async (): Promise<void> => {
    try {
      this.voices = await this.#deps.registry.list(this.#deps.platform);
      this.storageFailure = undefined;
      this.hasLoaded = true;
    } catch (thrown) {
      this.storageFailure = thrown instanceof Error ? thrown : new Error(String(thrown));
    }
    for (const voice of this.voices) if (voice.status === "creating") void this.follow(voice.id);
  };

  /** Takes a voice in: a task that was begun, or ids that the person has from elsewhere. */
  async add(about: Pick<VoiceRecord, "name" | "description"> & Partial<VoiceRecord>): Promise<void> {
    const { newId, epochMs, platform } = this.#deps;
    const status = about.voiceId === undefined ? "creating" : "ready";
    const voice: VoiceRecord = { id: newId(), platform, status, startedAtMs: epochMs(), ...about };
    await this.#keep(voice);
    if (voice.status === "creating") void this.follow(voice.id);
  }

  /** Polls a task until it is finished; a second poll of the same task does nothing. */
  readonly follow = async (id: string): Promise<void> => {
    const voice = this.#find(id);
    if (voice?.taskId === undefined || this.#waiting[id]) return;
    const abort = new AbortController();
    this.#waiting[id] = abort;
    this.#fail(id, undefined);
    try {
      const { client, waiting } = this.#deps;
      const options = { ...waiting, signal: abort.signal, contextValues: consoleCallContext() };
      const { voiceId } = await client.waitForVoice(voice.taskId, options);
      await this.#change(id, { status: "ready", voiceId, endedAtMs: this.#deps.epochMs() });
    } catch (thrown) {
      const error = AudioKitError.from(thrown, abort.signal);
      if (isNotFound(error)) await this.#change(id, { status: "unknown" });
      else if (error.kind === "broken") await this.#change(id, { status: "error", endedAtMs: this.#deps.epochMs() });
      else if (error.kind !== "cancelled") this.#fail(id, error);
    }
    this.#waiting = without(this.#waiting, id);
  };

  readonly ask = (voice: VoiceRecord): void => {
    this.pendingDelete = voice;
    this.isUnknown = voice.status === "unknown";
  };

  readonly spare = (): void => {
    this.pendingDelete = undefined;
  };

  /** Deletes the voice on the platform and here. One that the platform does not know is polled again. */
  readonly deleteDoomed = async (): Promise<void> => {
    const { pendingDelete } = this;
    if (pendingDelete?.voiceId === undefined) return;
    this.isDeleting = true;
    this.#fail(pendingDelete.id, undefined);
    try {
      await this.#deps.client.deleteVoice(pendingDelete.voiceId);
      await this.#forget(pendingDelete.id);
    } catch (thrown) {
      const error = AudioKitError.from(thrown);
      if (isNotFound(error)) this.isUnknown = true;
      else {
        this.#fail(pendingDelete.id, error);
        this.pendingDelete = undefined;
      }
    }
    this.isDeleting = false;
  };

  /** Deletes the voice here; the platform is not called. */
  readonly forgetDoomed = async (): Promise<void> => {
    if (this.pendingDelete) await this.#forget(this.pendingDelete.id);
  };

  /** Stops asking. The tasks go on without us. */
  close(): void {
    for (const abort of Object.values(this.#waiting)) abort.abort();
  }

  async #forget(id: string): Promise<void> {
    this.#waiting[id]?.abort();
    await this.#deps.registry.forget(id);
    this.#deps.onforgotten?.();
    this.voices = this.voices.filter((voice) => voice.id !== id);
    this.pendingDelete = undefined;
  }

  async #change(id: string, changes: Partial<VoiceRecord>): Promise<void> {
    const voice = this.#find(id);
    if (voice) await this.#keep({ ...voice, ...changes });
  }

  async #keep(voice: VoiceRecord): Promise<void> {
    const others = this.voices.filter(({ id }) => id !== voice.id);
    this.voices = [...others, voice].sort((a, b) => b.startedAtMs - a.startedAtMs);
    try {
      await this.#deps.registry.keep(voice);
    } catch (thrown) {
      this.storageFailure = thrown instanceof Error ? thrown : new Error(String(thrown));
    }
  }

  #find(id: string): VoiceRecord | undefined {
    return this.voices.find((voice) => voice.id === id);
  }

  #fail(id: string, error: AudioKitError | undefined): void {
    const others = without(this.failures, id);
    this.failures = error ? { ...others, [id]: error } : others;
  }
}

function isNotFound({ grpcCode }: AudioKitError): boolean {
  return grpcCode === (Code.NotFound as number);
}

function without<Value>(record: Record<string, Value>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}
