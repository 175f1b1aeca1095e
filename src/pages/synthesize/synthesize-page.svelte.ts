import type { AudioKitClient } from "../../audiokit/client.ts";
import { lazySynthesisHistory } from "../../local-archive/lazy-databases.ts";
import { whenIdle } from "../../basics/when-idle.ts";
import { fileNameOf } from "../../basics/file-name.ts";
import { statePerOwner } from "../../kit/state/state-per-owner.svelte.ts";
import type { Playback } from "../../kit/sound/playback.svelte.ts";
import { PersistedState } from "../../kit/state/persisted-state.svelte.ts";
import { sharedClonedVoices } from "../../app/shared-voices.ts";
import type { Services } from "../../app/services.ts";
import { Comparison } from "./compare/comparison.svelte.ts";
import { playableSpeechRun } from "./speech/playable-speech-run.ts";
import { formFromQuery, formToQuery, type SpeechForm } from "./speech-form.ts";
import { SpeechHistory } from "./history/speech-history.svelte.ts";
import { Synthesis } from "./synthesis.svelte.ts";
import type { SpeechRun } from "./speech/speech-run.svelte.ts";

/** The page's state and what plays its speech. */
export interface SynthesizePageState {
  synthesis: Synthesis;
  playback: Playback;
  /** Whether speech plays as it arrives. */
  playsAsItArrives: PersistedState;
  history: SpeechHistory;
  comparison: Comparison;
  /** Ends all sound; to be called when the page goes out of view. */
  leave(): void;
  /**
   * To be called when the page comes into view. Choices in the address win, else those of the form go there; voices are
   * listed where they are not known yet, or come from another platform than the one connected now. The cloned ones are
   * read every time.
   */
  arrive(): void;
}

/** The state of the page: made from the address at the first visit of a console, the same one at every later visit. */
export const synthesizePageState = statePerOwner((services: Services): SynthesizePageState => {
  const { router } = services;
  const { run, playback } = playableSpeechRun(services);
  const playsAsItArrives = new PersistedState("play-as-it-arrives", { initial: true });
  const history = new SpeechHistory({
    texts: lazySynthesisHistory(),
    remembers: new PersistedState("remember-texts", { initial: true }),
    logger: services.logger,
  });
  const comparison = new Comparison((onplay, onended) => playableSpeechRun(services, onplay, onended));
  const leave = (): void => {
    comparison.close();
    void playback.close();
  };
  const keep = (spoken: SpeechRun): void => {
    void history.keep(spoken);
    void saveIfEnabled(services, spoken);
  };
  let listedBy: AudioKitClient | undefined;
  const query = (name: string): string => router.query(name);
  const write = (form: SpeechForm): void => router.go(router.withQuery(formToQuery(form)), { replace: true });
  const cloned = sharedClonedVoices(services);
  const synthesis = new Synthesis(
    {
      get client() {
        return services.audiokit;
      },
      run,
      cloned,
      playsAsItArrives: () => playsAsItArrives.value,
      onspoken: keep,
      onchoose: write,
    },
    formFromQuery(query),
  );

  function arrive(): void {
    const given = formFromQuery(query);
    const { voice, sampleRateHz } = synthesis.form;
    if (Object.keys(formToQuery(given)).some((name) => query(name) !== "")) {
      synthesis.form = { ...given, voice: given.voice || voice, sampleRateHz: given.sampleRateHz || sampleRateHz };
    }
    write(synthesis.form);
    whenIdle(() => {
      void history.load();
      void cloned.load();
    });
    const isKnown = listedBy === services.audiokit && synthesis.list.value !== undefined;
    if (!isKnown) void synthesis.listVoices();
    listedBy = services.audiokit;
  }
  return { synthesis, playback, playsAsItArrives, history, comparison, arrive, leave };
});

/** Saves a speech to the archive where the settings say so. */
async function saveIfEnabled({ archive, scrub }: Services, run: SpeechRun): Promise<void> {
  const { order, speech, requestId, partCount } = run;
  const wav = run.wav();
  if (!order || !speech || !wav) return;
  await archive.saveIfEnabled({
    fileName: fileNameOf(scrub(`speech-${order.voice}`), ".wav"),
    wav: () => wav,
    metadata: {
      source: "synthesize",
      voice: order.voice,
      ...(order.voiceId !== undefined && { voiceId: order.voiceId }),
      language: order.language,
      // A text in parts is several calls.
      ...(requestId !== undefined && partCount === 1 && { request_id: requestId }),
    },
    transcript: { text: order.text, language: order.language, confidenceScores: [] },
  });
}
