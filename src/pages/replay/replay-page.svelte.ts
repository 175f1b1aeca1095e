import type { LogSource } from "../../app/page-log/log-source.ts";
import { readCall, readReplays } from "../../app/replay/read-call.ts";
import { readReplay, type Replay } from "../../app/replay/read-replay.ts";
import { soundFromFile, type InputMatch } from "../../app/replay/replay-input.ts";
import { effectOf, inputKindOf } from "../../app/replay/replay-request.ts";
import { readVariant, variantKey, type ReplayVariant } from "../../app/replay/replay-variant.ts";
import { runReplays, type RunReplaysDeps, type SentReplay } from "../../app/replay/run-replays.ts";
import { textSha256 } from "../../basics/sha256.ts";
import { AudioError } from "../../audio/audio-error.ts";
import type { CallInput, CallInputs } from "../../local-archive/call-inputs.ts";
import type { Logger } from "../../logging/logger.ts";
import type { ExploreRow } from "../../store/explore.ts";
import type { LogStore } from "../../store/log-store.ts";

/** A replay of the call: one that was just sent, or one that the log remembers. */
export interface ReplayOutcome extends SentReplay {
  /** As the log has it; undefined where it has none. */
  row?: ExploreRow | undefined;
}

/** What the page needs from outside. */
export interface ReplayPageDeps extends Pick<RunReplaysDeps, "resample" | "wait"> {
  /** The log that the call is in. */
  source: LogSource;
  /** The live log, in which replays are. */
  store: LogStore;
  logger: Logger;
  openInputs: () => Promise<Pick<CallInputs, "ofCall" | "sound" | "text">>;
  /** Read when a replay begins. */
  client: () => RunReplaysDeps["client"];
}

/** One call of a log, what of it can be sent again, and what came of its replays. Sends nothing by itself. */
export class ReplayPageState {
  readonly id: string;
  readonly #deps: ReplayPageDeps;
  readonly #closed = new AbortController();
  #running: AbortController | undefined;

  origin = $state.raw<ExploreRow>();
  replay = $state.raw<Replay>();
  isRead = $state(false);
  /** Why the log could not be read. */
  failure = $state.raw<unknown>();
  outcomes = $state.raw<ReplayOutcome[]>([]);
  /** Which of them stands beside the origin. */
  shown = $state(0);

  /** Changes that will be sent, one call each; none: the call as it was. */
  chosen = $state.raw<readonly ReplayVariant[]>([]);
  /** A text that a person typed in the place of one that is not known. */
  typedText = $state("");
  fileName = $state("");
  fileMatch = $state<InputMatch>();
  fileFailure = $state.raw<AudioError>();
  isReadingFile = $state(false);

  isAsking = $state(false);
  isRunning = $state(false);
  /** Calls that are being sent, and how many of them came back. */
  progress = $state.raw({ done: 0, total: 0 });

  readonly isMissing = $derived(this.isRead && this.origin === undefined);
  readonly inputKind = $derived(this.replay ? inputKindOf(this.replay.parameters) : "none");
  readonly isWholeText = $derived(this.inputKind !== "text" || this.replay?.text !== undefined);
  readonly lacksInput = $derived(
    (this.inputKind === "text" && this.replay?.text === undefined && this.typedText === "") ||
      (this.inputKind === "sound" && this.replay?.sound === undefined),
  );
  readonly variants = $derived<readonly ReplayVariant[]>(this.chosen.length > 0 ? this.chosen : [{ is: "same" }]);
  readonly canSend = $derived(this.replay !== undefined && !this.lacksInput && !this.isRunning && !this.isReadingFile);
  readonly beside = $derived(this.outcomes[this.shown]);
  /** Whether the typed text is what was sent; the log may not say what that was. */
  readonly typedMatch = $derived.by((): InputMatch => {
    const wanted = this.replay?.inputSha256;
    return wanted === undefined ? "unknown" : textSha256(this.typedText) === wanted ? "same" : "other";
  });

  constructor(id: string, deps: ReplayPageDeps) {
    this.id = id;
    this.#deps = deps;
  }

  /** Reads the call, its input and its replays. */
  async load(): Promise<void> {
    const { source, store } = this.#deps;
    const { signal } = this.#closed;
    try {
      const origin = await readCall(source, this.id, signal);
      if (origin) {
        const stored = await this.#storedInput(origin);
        this.replay = readReplay(origin.event, stored);
        const rows = await readReplays(store, this.id, signal);
        this.outcomes = rows.map((row): ReplayOutcome => {
          const { request_id: requestId, request_data: request } = row.event;
          const variant = readVariant(String(request?.["replay_variant"])) ?? { is: "same" };
          return { variant, requestId: requestId!, row };
        });
        this.shown = Math.max(0, rows.length - 1);
      }
      this.origin = origin;
      this.isRead = true;
    } catch (thrown) {
      if (!signal.aborted) this.failure = thrown;
    }
  }

  /** By its request ID, or by the hash that the log has of it. A browser that refuses storage has none. */
  async #storedInput({ event }: ExploreRow): Promise<CallInput | undefined> {
    try {
      const inputs = await this.#deps.openInputs();
      const stored = await inputs.ofCall(this.id);
      if (stored) return stored;
      const sha256 = event.request_data?.["input_sha256"];
      if (typeof sha256 !== "string") return undefined;
      const bytes = await inputs.sound(sha256);
      if (bytes) return { texts: {}, audio: { sha256, bytes, messages: [] } };
      const text = await inputs.text(sha256);
      const field = event.request_data?.["input"] === "ssml" ? "ssml" : "text";
      return text === undefined ? undefined : { texts: { [field]: text } };
    } catch {
      return undefined;
    }
  }

  /** Takes a file in the place of a sound that is not stored. */
  readonly takeFile = async (file: File): Promise<void> => {
    if (!this.replay) return;
    this.isReadingFile = true;
    this.fileFailure = undefined;
    try {
      const { sound, match } = await soundFromFile(this.replay, file, this.#closed.signal);
      this.replay = { ...this.replay, sound };
      this.fileName = file.name;
      this.fileMatch = match;
    } catch (thrown) {
      if (thrown instanceof AudioError) this.fileFailure = thrown;
      else if (!this.#closed.signal.aborted) throw thrown;
    } finally {
      this.isReadingFile = false;
    }
  };

  isChosen(variant: ReplayVariant): boolean {
    return this.chosen.some((one) => variantKey(one) === variantKey(variant));
  }

  /** Adds a variant to the series, or takes it out. */
  toggle(variant: ReplayVariant): void {
    const without = this.chosen.filter((one) => variantKey(one) !== variantKey(variant));
    this.chosen = without.length < this.chosen.length ? without : [...this.chosen, variant];
  }

  /** Sends the call; what makes or deletes something asks first. */
  readonly ask = (): void => {
    if (!this.canSend) return;
    if (this.replay && effectOf(this.replay.parameters)) this.isAsking = true;
    else void this.send();
  };

  /** Sends the call once for each variant. */
  readonly send = async (): Promise<void> => {
    const { replay, variants } = this;
    this.isAsking = false;
    if (!replay || !this.canSend) return;
    const { client, logger, resample, wait } = this.#deps;
    const running = (this.#running = new AbortController());
    const text = replay.text ?? { value: this.typedText, from: "file" as const };
    this.progress = { done: 0, total: variants.length };
    this.isRunning = true;
    try {
      const deps = { client: client(), logger, resample, ...(wait && { wait }) };
      const complete = this.inputKind === "text" ? { ...replay, text } : replay;
      await runReplays(complete, variants, deps, this.#take, running.signal);
    } finally {
      this.isRunning = false;
    }
  };

  readonly #take = async (sent: SentReplay): Promise<void> => {
    const { store, logger } = this.#deps;
    logger.flush();
    await store.flush().catch(() => undefined);
    const row = sent.requestId === undefined ? undefined : await readCall(store, sent.requestId).catch(() => undefined);
    this.outcomes = [...this.outcomes, { ...sent, row }];
    this.shown = this.outcomes.length - 1;
    this.progress = { ...this.progress, done: this.progress.done + 1 };
  };

  /** Cancels the call under way; those after it are not sent. */
  readonly cancel = (): void => this.#running?.abort();

  /** Ends everything: the page is left. */
  close(): void {
    this.cancel();
    this.#closed.abort();
  }
}
