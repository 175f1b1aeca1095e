import { wavSound, type WavSound } from "../../audio/wav-sound.ts";
import { AudioKitError } from "../../audiokit/contract/audiokit-error.ts";
import type { AudioKitClient } from "../../audiokit/client.ts";
import { collectSpeech } from "../../audiokit/calls/speech-stream.ts";
import type { Synthesis } from "../../audiokit/calls/synthesis-response.ts";
import type { VoiceRecord } from "../../local-archive/voice-registry.ts";
import { withCallContext } from "../../logging/call-context.ts";
import type { Playback } from "../../kit/sound/playback.svelte.ts";

/** The methods of the platform that speak with a cloned voice. */
export type TrialMethod = "streamed" | "whole";

/** The speech of one trial. */
export interface TrialSpeech {
  /** Unique on the page. */
  id: string;
  voice: VoiceRecord;
  text: string;
  language: string;
  wav: Uint8Array<ArrayBuffer>;
}

/** Dependencies of a trial. */
export interface VoiceTrialDeps {
  client: Pick<AudioKitClient, "synthesizeCloned" | "synthesizeClonedStream">;
  playback: Pick<Playback, "load">;
  /** Takes what was speech. */
  onspoken: (speech: TrialSpeech) => void;
}

/** The trial of a cloned voice: a text, spoken with it. */
export class VoiceTrial {
  /** The voice that is tried. */
  voice = $state.raw<VoiceRecord>();
  text = $state("");
  language = $state<"ru" | "en">("ru");
  method = $state<TrialMethod>("streamed");
  phase = $state<"idle" | "running" | "done" | "cancelled" | "failed">("idle");
  spoken = $state.raw<Synthesis>();
  speech = $state.raw<TrialSpeech>();
  columns = $state.raw<WavSound["columns"]>();
  /** Length of what came so far. */
  seconds = $state(0);
  failure = $state.raw<AudioKitError>();
  requestId = $state<string>();
  readonly canStart = $derived(
    this.voice?.voiceId !== undefined && this.text.trim() !== "" && this.phase !== "running",
  );
  readonly #deps: VoiceTrialDeps;
  #abort: AbortController | undefined;
  #runs = 0;

  constructor(deps: VoiceTrialDeps) {
    this.#deps = deps;
  }

  /** Chooses the voice; the speech of another one is discarded. */
  choose(voice: VoiceRecord | undefined): void {
    if (voice?.id === this.voice?.id) return;
    this.#abort?.abort();
    this.voice = voice;
    this.#clear("idle");
  }

  /** Speaks, streamed or in one answer. */
  readonly start = async (): Promise<void> => {
    const { voice } = this;
    if (!this.canStart || voice?.voiceId === undefined) return;
    const abort = (this.#abort = new AbortController());
    const { client, onspoken } = this.#deps;
    this.#clear("running");
    const request = { voiceId: voice.voiceId, text: this.text, language: this.language };
    const options = {
      signal: abort.signal,
      contextValues: withCallContext({
        requestData: { voice_name: voice.name },
        onRequestId: (id) => (this.requestId = id),
      }),
    };
    try {
      const isStreamed = this.method === "streamed";
      const spoken = await (isStreamed
        ? collectSpeech(client.synthesizeClonedStream(request, options))
        : client.synthesizeCloned(request, options));
      if (this.#abort !== abort) return;
      this.#show(spoken);
      this.speech = {
        id: String(++this.#runs),
        voice,
        text: request.text,
        language: request.language,
        wav: spoken.wav,
      };
      onspoken(this.speech);
      this.phase = "done";
    } catch (thrown) {
      if (this.#abort !== abort) return;
      const error = AudioKitError.from(thrown, abort.signal);
      if (error.kind !== "cancelled") this.failure = error;
      this.phase = error.kind === "cancelled" ? "cancelled" : "failed";
    }
  };

  readonly cancel = (): void => {
    this.#abort?.abort();
  };

  #show(spoken: Synthesis): void {
    const { audio, columns } = wavSound(spoken.wav);
    this.spoken = spoken;
    this.seconds = spoken.seconds;
    this.columns = columns;
    this.#deps.playback.load(audio);
  }

  #clear(phase: "idle" | "running"): void {
    this.phase = phase;
    this.spoken = undefined;
    this.speech = undefined;
    this.failure = undefined;
    this.requestId = undefined;
    this.seconds = 0;
    this.columns = undefined;
    this.#deps.playback.load(undefined);
  }
}
