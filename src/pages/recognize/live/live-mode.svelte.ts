import type { StoredRecording } from "../../../local-archive/stored-recording.ts";
import type { Phrase } from "../../../audiokit/calls/phrases.ts";
import { onRedaction } from "../../../local-archive/redaction-notices.ts";
import { openStoredRecordings } from "../../../local-archive/stored-recordings.ts";
import { microphoneDevices } from "../../../audio/microphone/microphone.ts";
import { statePerOwner } from "../../../kit/state/state-per-owner.svelte.ts";
import type { WaveformMark } from "../../../kit/sound/paint-waveform.ts";
import type { Playback } from "../../../kit/sound/playback.svelte.ts";
import { createPlayback } from "../../../app/create-playback.ts";
import type { Services } from "../../../app/services.ts";
import type { ArchiveItem } from "../../../app/page-archive.ts";
import { ArchiveSaves } from "../../shared/archive/archive-saves.svelte.ts";
import { sharedChoices } from "../shared-choices.svelte.ts";
import { transcriptOf } from "../transcript/transcript.ts";
import { MicrophoneList } from "./capture/microphone-list.svelte.ts";
import { RecordingList } from "./recordings/recording-list.svelte.ts";
import { liveFormFromQuery, liveFormToQuery, type LiveForm } from "./live-form.ts";
import { liveArchiveItem } from "./recordings/live-archive-item.ts";
import { LiveChoices } from "./live-choices.svelte.ts";
import { liveLog } from "./live-log.ts";
import { LiveSession } from "./live-session.svelte.ts";

const dayMs = 86_400_000;

/** The state of the microphone's side of the page. */
export interface LiveModeState {
  session: LiveSession;
  recordings: RecordingList;
  devices: MicrophoneList;
  playback: Playback;
  /** How long a recording is stored at most, in days. */
  retentionDays: number;
  /** Phrases and speech over the wave of what is in the player. */
  readonly marks: readonly WaveformMark[];
  /** Plays one phrase; undefined while its sound is not in the player. */
  readonly playPhrase: ((phrase: Phrase) => void) | undefined;
  /** Downloads the sound as a WAV. */
  save(record: StoredRecording): Promise<void>;
  saves: ArchiveSaves;
  /** A recording as the archive stores it. */
  archiveItem(record: StoredRecording): ArchiveItem;
  /** Name of the recording that the words on the screen belong to. */
  readonly fileName: string;
  /** Details of it, for a saved transcript. */
  readonly about: Record<string, string | number>;
  /** Sends a stored recording again. */
  send(record: StoredRecording): Promise<void>;
  /** What is in the player as a WAV file; undefined when there is nothing. */
  openedFile(): Promise<File | undefined>;
  /** To be called when it comes into view; ends with the returned function. */
  arrive(): () => void;
}

/** The state of the microphone's side: made at the first visit of a console, the same one at every later visit. */
export const liveModeState = statePerOwner((services: Services): LiveModeState => {
  const { exits, router, logger } = services;
  const log = liveLog(logger);
  const { choices } = sharedChoices(services);
  const store = openStoredRecordings({ onexpire: log.recordingsExpired });
  const playback = createPlayback(logger, "A recording is played");
  const recordings = new RecordingList({ store, playback, log });
  const devices = new MicrophoneList(microphoneDevices);
  const saves = new ArchiveSaves(services.archive);
  const write = (form: LiveForm): void => router.go(router.withQuery(liveFormToQuery(form)), { replace: true });
  const liveChoices = new LiveChoices(
    liveFormFromQuery((name) => router.query(name)),
    write,
  );
  const session: LiveSession = new LiveSession(
    {
      get client() {
        return services.audiokit;
      },
      openMicrophone(options, signal) {
        // A process that has ended since loads its model anew.
        void services.engines.load();
        return services.microphone.open(
          {
            ...options,
            page: "/recognize?mode=microphone",
            onstop: () => session.stop(),
            isPaused: () => session.phase === "paused",
            details: () => ({ recording_id: session.results.recordingId }),
          },
          signal,
        );
      },
      recordings: store,
      log,
      nowMs: () => logger.monotonicMs(),
      recognitionForm: () => choices.form,
      decideForm: choices.decideForm,
      async onstored(id) {
        const { recognition } = session.results;
        if (recognition) choices.learn(choices.form, recognition);
        await recordings.load();
        await recordings.open(id);
        const record = recordings.opened?.record;
        if (record && session.phase === "done") await saves.saveIfEnabled(record.id, archiveItem(record));
        // The browser names the devices once a microphone was opened.
        await devices.load();
      },
    },
    liveChoices,
  );

  function archiveItem(record: StoredRecording): ArchiveItem {
    const recognition = record.id === session.results.recordingId ? session.results.recognition : undefined;
    return liveArchiveItem(record, () => recordings.wav(record), fileName(record.startedAtMs), recognition);
  }

  function arrive(): () => void {
    const given = liveFormFromQuery((name) => router.query(name));
    if (Object.keys(liveFormToQuery(given)).some((name) => router.query(name) !== "")) {
      liveChoices.form = { ...given, deviceId: liveChoices.form.deviceId };
    }
    write(liveChoices.form);
    void recordings.load();
    const leave = devices.follow(navigator.mediaDevices as MediaDevices | undefined);
    const stopListening = onRedaction(() => void recordings.load());
    return () => {
      leave();
      stopListening();
      // A recording goes on, and every page shows it; one that has not begun would begin unseen.
      if (session.phase === "opening") session.cancel();
      void playback.close();
    };
  }

  /** The recording that the words on the screen belong to. */
  const isShown = () => {
    const { opened } = recordings;
    return opened !== undefined && opened.record.id === session.results.recordingId && !session.isBusy;
  };

  return {
    session,
    recordings,
    devices,
    playback,
    saves,
    archiveItem,
    retentionDays: Math.round(store.maxAgeMs / dayMs),
    get marks() {
      const { recognition } = session.results;
      return isShown() && recognition ? transcriptOf(recognition).marks : [];
    },
    get playPhrase() {
      return isShown() ? playPhrase : undefined;
    },
    async save(record) {
      const wav = await recordings.wav(record);
      const name = fileName(record.startedAtMs);
      if ((await exits.saveBytes(name, wav, "audio/wav")) === "refused") return;
      log.recordingSaved(record, name, wav.length);
    },
    get fileName() {
      const { startedAtMs } = session.results;
      return startedAtMs === undefined ? "recording.wav" : fileName(startedAtMs);
    },
    get about() {
      const { recordingId, requestId } = session.results;
      const { language, model } = choices.form;
      return {
        ...(language && { language }),
        ...(model && { model }),
        ...(recordingId !== undefined && { recording_id: recordingId }),
        ...(requestId !== undefined && { request_id: requestId }),
      };
    },
    async send(record) {
      await recordings.open(record.id);
      await session.send(record);
    },
    async openedFile() {
      const record = recordings.opened?.record;
      if (!record) return undefined;
      return new File([await recordings.wav(record)], fileName(record.startedAtMs), { type: "audio/wav" });
    },
    arrive,
  };

  /** `recording-2026-11-25-20-41-07-UTC+3.wav`, in the zone of the screen. */
  function fileName(startedAtMs: number): string {
    return `recording-${services.preferences.times.stamp(startedAtMs)}.wav`;
  }

  function playPhrase({ startMs, endMs }: Phrase): void {
    // A platform that does not time the end is played to the end of the recording.
    playback.playRange(startMs / 1000, endMs > startMs ? endMs / 1000 : Infinity);
  }
});
