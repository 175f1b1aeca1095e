import type { StoredRecording } from "../../../local-archive/stored-recording.ts";
import type { Phrase } from "../../../audiokit/calls/phrases.ts";
import { openStoredRecordings } from "../../../local-archive/stored-recordings.ts";
import { microphoneDevices, openMicrophone } from "../../../audio/microphone.ts";
import { statePerOwner } from "../../../kit/state/state-per-owner.svelte.ts";
import type { WaveformMark } from "../../../kit/sound/paint-waveform.ts";
import type { Playback } from "../../../kit/sound/playback.svelte.ts";
import { saveBytes } from "../../../kit/files/save-bytes.ts";
import { createPlayback } from "../../../app/create-playback.ts";
import type { Services } from "../../../app/services.ts";
import { fileModeState, type FileModeState } from "../file/file-mode.svelte.ts";
import { transcriptOf } from "../transcript/transcript.ts";
import { RecordingArchiver } from "./recordings/recording-archiver.svelte.ts";
import { MicrophoneList } from "./capture/microphone-list.svelte.ts";
import { RecordingList } from "./recordings/recording-list.svelte.ts";
import { liveFormFromQuery, liveFormToQuery, type LiveForm } from "./live-form.ts";
import { liveArchiveItem } from "./recordings/live-archive-item.ts";
import { liveLog } from "./live-log.ts";
import { LiveSession } from "./live-session.svelte.ts";

const dayMs = 86_400_000;

/** The state of the microphone's side of the page. */
export interface LiveModeState extends Pick<FileModeState, "recognition"> {
  session: LiveSession;
  kept: RecordingList;
  devices: MicrophoneList;
  playback: Playback;
  /** How long a recording is kept at most, in days. */
  keptDays: number;
  /** Phrases and speech over the wave of what is in the player. */
  readonly marks: readonly WaveformMark[];
  /** Plays one phrase; undefined while its sound is not in the player. */
  readonly playPhrase: ((phrase: Phrase) => void) | undefined;
  /** Saves the sound as a WAV. */
  save(record: StoredRecording): Promise<void>;
  /** Keeping in the archive what is in the player. */
  archiving: RecordingArchiver;
  /** Name of the recording that the words on the screen belong to. */
  readonly fileName: string;
  /** Facts of it, for a file of the words. */
  readonly about: Record<string, string | number>;
  /** Has a kept recording recognised again. */
  send(record: StoredRecording): Promise<void>;
  /** Gives what is in the player to the page's other side; false when there is nothing. */
  openAsFile(): Promise<boolean>;
  /** To be called when it comes into view; ends with the returned function. */
  arrive(pageLanguage: string): () => void;
}

/** The state of the microphone's side: made at the first visit of a console, the same one at every later visit. */
export const liveModeState = statePerOwner((services: Services): LiveModeState => {
  const { router, logger } = services;
  const log = liveLog(logger);
  const { recognition, arrive: arriveForm } = fileModeState(services);
  const store = openStoredRecordings({ onexpire: log.recordingsExpired });
  const playback = createPlayback(logger, "A recording is played");
  const kept = new RecordingList({ kept: store, playback, log });
  const devices = new MicrophoneList(microphoneDevices);
  const archiving = new RecordingArchiver(services.archive, async () => {
    const record = kept.opened?.record;
    if (!record) return undefined;
    const wav = await kept.wav(record);
    const heard = record.id === session.recordingId ? session.heard : undefined;
    return liveArchiveItem(record, wav, `${fileName(record.startedAtMs)}.wav`, heard);
  });
  const write = (form: LiveForm): void => router.go(router.withQuery(liveFormToQuery(form)), { replace: true });
  const session = new LiveSession(
    {
      get client() {
        return services.audiokit;
      },
      openMicrophone,
      kept: store,
      log,
      nowMs: () => logger.monotonicMs(),
      recognitionForm: () => recognition.form,
      onchoose: write,
      async onkept(id) {
        if (session.heard) recognition.learn(recognition.form, session.heard);
        await kept.load();
        await kept.open(id);
        if (session.phase === "done") await archiving.keepIfWanted();
        // Names of devices are told once a microphone was opened.
        await devices.load();
      },
    },
    liveFormFromQuery((name) => router.query(name)),
  );

  function arrive(pageLanguage: string): () => void {
    arriveForm(pageLanguage);
    const given = liveFormFromQuery((name) => router.query(name));
    if (Object.keys(liveFormToQuery(given)).some((name) => router.query(name) !== "")) {
      session.form = { ...given, deviceId: session.form.deviceId };
    }
    write(session.form);
    void kept.load();
    const leave = devices.follow(navigator.mediaDevices as MediaDevices | undefined);
    return () => {
      leave();
      void playback.close();
    };
  }

  /** The recording that the words on the screen belong to. */
  const isShown = () => kept.opened !== undefined && kept.opened.record.id === session.recordingId && !session.isBusy;

  return {
    recognition,
    session,
    kept,
    devices,
    playback,
    archiving,
    keptDays: Math.round(store.maxAgeMs / dayMs),
    get marks() {
      return isShown() && session.heard ? transcriptOf(session.heard).marks : [];
    },
    get playPhrase() {
      return isShown() ? playPhrase : undefined;
    },
    async save(record) {
      const wav = await kept.wav(record);
      const name = `${fileName(record.startedAtMs)}.wav`;
      saveBytes(name, wav, "audio/wav");
      log.recordingSaved(record, name, wav.length);
    },
    get fileName() {
      return `${session.startedAtMs === undefined ? "recording" : fileName(session.startedAtMs)}.wav`;
    },
    get about() {
      const { recordingId, requestId } = session;
      const { language, model } = recognition.form;
      return {
        ...(language && { language }),
        ...(model && { model }),
        ...(recordingId !== undefined && { recording_id: recordingId }),
        ...(requestId !== undefined && { request_id: requestId }),
      };
    },
    async send(record) {
      await kept.open(record.id);
      await session.send(record);
    },
    async openAsFile() {
      const record = kept.opened?.record;
      if (!record) return false;
      await recognition.open(
        new File([await kept.wav(record)], `${fileName(record.startedAtMs)}.wav`, { type: "audio/wav" }),
      );
      return true;
    },
    arrive,
  };

  function playPhrase({ startMs, endMs }: Phrase): void {
    // A platform that does not time the end is played to the end of the recording.
    playback.playStretch(startMs / 1000, endMs > startMs ? endMs / 1000 : Infinity);
  }
});

/** `recording-2026-11-25-20-41-07`, in the time of this machine. */
function fileName(startedAtMs: number): string {
  const at = new Date(startedAtMs);
  const parts = [at.getFullYear(), at.getMonth() + 1, at.getDate(), at.getHours(), at.getMinutes(), at.getSeconds()];
  return `recording-${parts.map((part) => String(part).padStart(2, "0")).join("-")}`;
}
