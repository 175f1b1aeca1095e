import type { SynthesisHistoryEntry, SynthesisHistory } from "../../../local-archive/synthesis-history.ts";
import { logAudit } from "../../../logging/log-audit.ts";
import type { Logger } from "../../../logging/logger.ts";
import type { PersistedState } from "../../../kit/state/persisted-state.svelte.ts";
import type { SpeechRun, SpeechRunOrder } from "../speech/speech-run.svelte.ts";

/** Dependencies of the history. */
export interface SpeechHistoryDeps {
  texts: Omit<SynthesisHistory<SpeechRunOrder>, "close">;
  /** Whether texts are stored; those that are stored already stay. */
  remembers: Pick<PersistedState, "value">;
  logger: Pick<Logger, "logSystemEvent">;
}

/** The texts that were spoken in this browser. They are personal: stored here only, and only where the person wants it. */
export class SpeechHistory {
  /** Newest first. */
  rows = $state.raw<SynthesisHistoryEntry<SpeechRunOrder>[]>([]);
  /** Nothing can be stored or read here: the browser refuses storage, or it is full. */
  isBroken = $state(false);
  readonly remembers: Pick<PersistedState, "value">;
  readonly #deps: SpeechHistoryDeps;

  constructor(deps: SpeechHistoryDeps) {
    this.#deps = deps;
    this.remembers = deps.remembers;
  }

  /** Reads what is stored. Never rejects. */
  readonly load = (): Promise<void> => this.#try(() => Promise.resolve());

  /** Stores the speech of a run, where that is wanted. */
  async keep(run: SpeechRun): Promise<void> {
    const { order, speech } = run;
    const wav = run.wav();
    if (!this.remembers.value || !order || !speech || !wav) return;
    await this.#try(() => this.#deps.texts.add({ order, seconds: speech.seconds, wav }));
  }

  /** Plays a stored sound in the run, without a call. */
  async replay({ id, order }: SynthesisHistoryEntry<SpeechRunOrder>, run: SpeechRun): Promise<void> {
    await this.#try(async () => {
      const wav = await this.#deps.texts.sound(id);
      if (!wav) return;
      run.restore(order, wav);
      this.#deps.logger.logSystemEvent("speech_replayed", "Kept speech is played", {
        audio_size_bytes: wav.length,
        voice_name: order.voice,
      });
    });
  }

  readonly delete = async (id: string): Promise<void> => {
    await this.#try(() => this.#deps.texts.delete(id));
    this.#logDeletion(1);
  };

  readonly clear = async (): Promise<void> => {
    const count = this.rows.length;
    await this.#try(() => this.#deps.texts.clear());
    this.#logDeletion(count);
  };

  /** Where the storage failed, nothing was deleted. */
  #logDeletion(texts: number): void {
    if (this.isBroken) return;
    logAudit(this.#deps.logger, "deletion", "Spoken texts were deleted", { what: "speech_history", texts });
  }

  /** Changes what is stored, and reads it again. */
  async #try(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
      this.rows = await this.#deps.texts.list();
      this.isBroken = false;
    } catch {
      // Speech works without a history; the panel says that nothing can be stored.
      this.isBroken = true;
    }
  }
}
