import type { SynthesisHistoryEntry, SynthesisHistory } from "../../../local-archive/synthesis-history.ts";
import type { Logger } from "../../../logging/logger.ts";
import type { PersistedState } from "../../../kit/state/persisted-state.svelte.ts";
import type { SpeechRun, SpeechRunOrder } from "../speech/speech-run.svelte.ts";

/** What the history needs from outside. */
export interface SpeechHistoryDeps {
  texts: SynthesisHistory<SpeechRunOrder>;
  /** Whether texts are kept; those that are kept already stay. */
  remembers: Pick<PersistedState, "value">;
  logger: Pick<Logger, "logSystemEvent">;
}

/** The texts that were spoken in this browser. They are personal: kept here only, and only where the person wants it. */
export class SpeechHistory {
  /** Newest first. */
  rows = $state.raw<SynthesisHistoryEntry<SpeechRunOrder>[]>([]);
  /** Nothing can be kept or read here: the browser refuses storage, or it is full. */
  isBroken = $state(false);
  readonly remembers: Pick<PersistedState, "value">;
  readonly #deps: SpeechHistoryDeps;

  constructor(deps: SpeechHistoryDeps) {
    this.#deps = deps;
    this.remembers = deps.remembers;
  }

  /** Reads what is kept. Never rejects. */
  readonly load = (): Promise<void> => this.#try(() => Promise.resolve());

  /** Keeps what a take has spoken, where that is wanted. */
  async keep(take: SpeechRun): Promise<void> {
    const { order, speech } = take;
    const wav = take.wav();
    if (!this.remembers.value || !order || !speech || !wav) return;
    await this.#try(() => this.#deps.texts.add({ order, seconds: speech.seconds, wav }));
  }

  /** Plays a kept sound in the take, without a call. */
  async replay({ id, order }: SynthesisHistoryEntry<SpeechRunOrder>, take: SpeechRun): Promise<void> {
    await this.#try(async () => {
      const wav = await this.#deps.texts.sound(id);
      if (!wav) return;
      take.restore(order, wav);
      this.#deps.logger.logSystemEvent("speech_replayed", "Kept speech is played", {
        audio_size_bytes: wav.length,
        voice_name: order.voice,
      });
    });
  }

  readonly delete = (id: string): Promise<void> => this.#try(() => this.#deps.texts.delete(id));

  readonly clear = async (): Promise<void> => {
    const count = this.rows.length;
    await this.#try(() => this.#deps.texts.clear());
    this.#deps.logger.logSystemEvent("speech_history_cleared", "Spoken texts were deleted", { texts: count });
  };

  /** Does something with what is kept, and reads it again. */
  async #try(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
      this.rows = await this.#deps.texts.list();
      this.isBroken = false;
    } catch {
      // Speech is made and heard without a history; the panel says that nothing can be kept.
      this.isBroken = true;
    }
  }
}
