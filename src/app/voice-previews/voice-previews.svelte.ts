import type { WavSound } from "../../audio/wav-sound.ts";
import { AudioKitError } from "../../audiokit/contract/audiokit-error.ts";
import { collectSpeech } from "../../audiokit/calls/speech-stream.ts";
import { synthesizeAny, type SynthesisClient } from "../../audiokit/calls/synthesize-any.ts";
import type { Playback } from "../../kit/sound/playback.svelte.ts";
import type { VoicePreviewRecord, VoicePreviewStore } from "../../local-archive/voice-previews.ts";
import { withCallContext } from "../../logging/call-context.ts";
import type { PreviewedVoice } from "./previewed-voice.ts";

/** What a voice says of itself, by language; English where there is no sentence of its own. */
const sentences: Record<string, string> = {
  ru: "Здравствуйте! Так звучит мой голос.",
  en: "Hello! This is how my voice sounds.",
};

/** Dependencies of the previews. */
export interface VoicePreviewsDeps {
  client: SynthesisClient;
  /** Endpoint of the client. */
  platform: () => string;
  store: Omit<VoicePreviewStore, "close">;
  playback: Pick<Playback, "load" | "prepare" | "play" | "pause" | "close" | "isPlaying">;
  /** Milliseconds since the epoch. */
  epochMs: () => number;
}

/** Short samples of voices: each is one call at the first click, stored in this browser, and played from there later. */
export class VoicePreviews {
  /** What is stored of the platform connected now. */
  #records = $state.raw<readonly VoicePreviewRecord[]>([]);
  /** Choice of the voice whose sample is being made. */
  loading = $state<string>();
  /** Why a sample could not be made. */
  failure = $state.raw<{ choice: string; error: AudioKitError; requestId: string | undefined }>();
  #loaded = $state<string>();
  readonly #deps: VoicePreviewsDeps;
  #abort: AbortController | undefined;

  constructor(deps: VoicePreviewsDeps) {
    this.#deps = deps;
  }

  /** What is known of the stored sample of a voice. */
  record(choice: string): VoicePreviewRecord | undefined {
    return this.#records.find(({ voice }) => voice === choice);
  }

  /** The sample of this voice is being made or played: the next click stops it. */
  isActive(choice: string): boolean {
    return this.loading === choice || (this.#loaded === choice && this.#deps.playback.isPlaying);
  }

  /**
   * Reads what is stored; previews of voices whose entry in the catalogue has changed are deleted. Never rejects: a browser
   * that stores nothing makes previews anew.
   */
  async read(voices: readonly PreviewedVoice[]): Promise<void> {
    const { store, platform } = this.#deps;
    const from = platform();
    const records: VoicePreviewRecord[] = [];
    for (const record of await store.list(from).catch(() => [])) {
      const listed = voices.find(({ choice }) => choice === record.voice);
      if (listed === undefined || listed.listing === record.listing) records.push(record);
      else await store.delete(from, record.voice).catch(() => undefined);
    }
    if (from === platform()) this.#records = records;
  }

  /** Plays the sample of a voice, or stops it. Never rejects. */
  readonly toggle = async (voice: PreviewedVoice): Promise<void> => {
    const wasActive = this.isActive(voice.choice);
    this.stop();
    if (wasActive) return;
    const { store, platform, playback } = this.#deps;
    const abort = (this.#abort = new AbortController());
    this.loading = voice.choice;
    // While the click still counts as the person's, or the browser keeps the device shut.
    playback.prepare(voice.sampleRateHz);
    const stored =
      this.record(voice.choice)?.listing === voice.listing
        ? await store.sound(platform(), voice.choice).catch(() => undefined)
        : undefined;
    const sound = await this.#sound(voice, stored, abort);
    if (abort !== this.#abort) return;
    this.loading = undefined;
    if (!sound) return;
    playback.load(sound.audio);
    this.#loaded = voice.choice;
    playback.play();
  };

  /** Ends call and sound. */
  stop(): void {
    this.#abort?.abort();
    this.#abort = undefined;
    this.#deps.playback.pause();
    this.loading = this.failure = undefined;
  }

  /** Ends call and sound, and gives the device back; to be called when the page goes out of view. */
  readonly leave = (): void => {
    this.stop();
    void this.#deps.playback.close();
  };

  /** The sample of a voice to be played, made by a call where none is stored; undefined after a failure. */
  async #sound(
    voice: PreviewedVoice,
    stored: Uint8Array<ArrayBuffer> | undefined,
    { signal }: AbortController,
  ): Promise<WavSound | undefined> {
    const { epochMs } = this.#deps;
    const platform = this.#deps.platform();
    const { choice, listing } = voice;
    let requestId: string | undefined;
    try {
      const wav = stored ?? (await this.#speak(voice, signal, (id) => (requestId = id)));
      const { wavSound } = await import("../../audio/wav-sound.ts");
      const sound = wavSound(wav);
      if (stored) return sound;
      const { samples, sampleRateHz: rateHz } = sound.audio;
      const { measurePitch } = await import("../../audio/measure-pitch.ts");
      const pitch = await measurePitch(
        Float32Array.from(samples, (sample) => sample / 32_768),
        rateHz,
        signal,
      );
      const record = { platform, voice: choice, listing, madeAtMs: epochMs(), ...(pitch && { pitch }) };
      await this.#save(record, wav);
      return sound;
    } catch (thrown) {
      const error = AudioKitError.from(thrown, signal);
      if (error.kind !== "cancelled") this.failure = { choice, error, requestId };
      return undefined;
    }
  }

  /** Has a voice say what it says of itself. @returns a whole WAV */
  async #speak(
    { name, voiceId, language, sampleRateHz }: PreviewedVoice,
    signal: AbortSignal,
    onRequestId: (id: string) => void,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const text = sentences[language.split("-")[0]!] ?? sentences["en"]!;
    const request = { text, voice: name, language, sampleRateHz, ...(voiceId !== undefined && { voiceId }) };
    const requestData = { voice_preview: true, ...(voiceId !== undefined && { voice_name: name }) };
    const contextValues = withCallContext({ initiator: "user", requestData, onRequestId });
    const { wav } = await collectSpeech(synthesizeAny(this.#deps.client, request, { signal, contextValues }));
    return wav;
  }

  /** A full disk costs the sound, not what was measured in it. */
  async #save(record: VoicePreviewRecord, wav: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#deps.store.save(record, wav).catch(() => undefined);
    if (record.platform !== this.#deps.platform()) return;
    this.#records = [...this.#records.filter(({ voice }) => voice !== record.voice), record];
  }
}
