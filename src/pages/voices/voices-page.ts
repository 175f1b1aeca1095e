import { decodeFile } from "../../audio/decode-file.ts";
import { statePerOwner } from "../../kit/state/state-per-owner.svelte.ts";
import type { Playback } from "../../kit/sound/playback.svelte.ts";
import { logAudit } from "../../logging/log-audit.ts";
import { createPlayback } from "../../app/create-playback.ts";
import { maxAudioBytes } from "../../wire/message-size.ts";
import type { Services } from "../../app/services.ts";
import { sharedVoiceRegistry } from "../../app/shared-voices.ts";
import { ArchiveSaves } from "../shared/archive/archive-saves.svelte.ts";
import { Cloning } from "./cloning.svelte.ts";
import { trialArchiveItem } from "./trial-archive-item.ts";
import { VoiceRecorder } from "./voice-recorder.svelte.ts";
import { VoiceSample } from "./voice-sample.svelte.ts";
import { VoiceList } from "./voice-list.svelte.ts";
import { VoiceTrial } from "./voice-trial.svelte.ts";
import { randomUuid } from "../../basics/uuid.ts";

/** The state of the page. */
export interface VoicesPageState {
  cloning: Cloning;
  recorder: VoiceRecorder;
  trial: VoiceTrial;
  playback: Playback;
  saves: ArchiveSaves;
  /** The voices of the platform that is connected now. */
  list(): VoiceList;
}

/** The state of the page: made at the first visit of a console, the same one at every later visit. */
export const voicesPageState = statePerOwner((services: Services): VoicesPageState => {
  const { logger, archive, preferences, microphone } = services;
  const playback = createPlayback(logger, "A cloned voice is heard");
  const lists = new Map<string, VoiceList>();

  function list(): VoiceList {
    const platform = preferences.endpoint;
    const known = lists.get(platform);
    if (known) return known;
    const made = new VoiceList({
      client: services.audiokit,
      platform,
      registry: sharedVoiceRegistry(services),
      epochMs: () => Date.now(),
      newId: randomUuid,
      onforgotten: () => logAudit(logger, "deletion", "A voice clone was deleted", { what: "voice_clone" }),
    });
    lists.set(platform, made);
    return made;
  }

  const sample = new VoiceSample({
    decode: (file, signal) => decodeFile(file, { maxSampleBytes: maxAudioBytes }, signal),
  });
  let recordings = 0;
  const recorder = new VoiceRecorder({
    open: (options, signal) => microphone.open({ ...options, page: "/voices", onstop: () => recorder.stop() }, signal),
    onrecorded: (samples, droppedSeconds) =>
      sample.addRecording(`microphone-${String(++recordings)}.wav`, samples, droppedSeconds),
  });
  const cloning = new Cloning(
    {
      get client() {
        return services.audiokit;
      },
      logger,
      onbegun: (voice) => list().add(voice),
    },
    sample,
  );
  const saves = new ArchiveSaves(archive);
  const trial = new VoiceTrial({
    get client() {
      return services.audiokit;
    },
    playback,
    onspoken: (speech) => void saves.saveIfEnabled(speech.id, trialArchiveItem(speech)),
  });
  return { cloning, recorder, trial, playback, saves, list };
});
