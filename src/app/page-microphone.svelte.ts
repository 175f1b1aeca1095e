import type { MicrophoneStall } from "../audio/microphone/chunk-watch.ts";
import type { Microphone, MicrophoneOptions } from "../audio/microphone/microphone.ts";
import type { Logger } from "../logging/logger.ts";
import { holdScreenWakeLock } from "./screen-wake-lock.ts";

/** What a page says of its recording, beside what it asks of the microphone. */
export interface RecordingOptions extends MicrophoneOptions {
  /** Address of the page that records, such as `/voices`. */
  page: string;
  /** Ends the recording as its own page would; called from any page. */
  onstop: () => void;
  /** Whether the person has paused it; read whenever it is shown. Default: never. */
  isPaused?: () => boolean;
  /** What tells its log events from those of others, such as an id. */
  details?: () => Record<string, unknown>;
}

/** A recording as every page shows it, from the opening of the device until it is free again. */
export class ActiveRecording {
  /** Why no audio comes now. */
  stall = $state<MicrophoneStall>();
  readonly page: string;
  readonly stop: () => void;
  readonly #isPaused: () => boolean;

  constructor({ page, onstop, isPaused = () => false }: RecordingOptions) {
    this.page = page;
    this.stop = onstop;
    this.#isPaused = isPaused;
  }

  get isPaused(): boolean {
    return this.#isPaused();
  }
}

/**
 * The microphone of the console: the only way to one, so that no recording is hidden. While one is open, every page shows
 * it and the screen stays on; its stalls and gaps are logged as `system_microphone_stalled` and `system_microphone_gap`.
 */
export class PageMicrophone {
  /** What records now, the oldest first. */
  recordings = $state.raw<readonly ActiveRecording[]>([]);
  readonly #logger: Pick<Logger, "logSystemEvent">;

  constructor(logger: Pick<Logger, "logSystemEvent">) {
    this.#logger = logger;
  }

  /** Opens the microphone as `openMicrophone` does, and fails as it does. Must be stopped. */
  async open(options: RecordingOptions, signal: AbortSignal): Promise<Microphone> {
    const recording = new ActiveRecording(options);
    const log = (name: string, message: string, details: Record<string, unknown>) =>
      this.#logger.logSystemEvent(name, message, { ...options.details?.(), ...details }, "WARNING");
    const { openMicrophone } = await import("../audio/microphone/microphone.ts");
    const microphone = await openMicrophone(
      {
        ...options,
        onStall(cause) {
          recording.stall = cause;
          if (cause) log("microphone_stalled", "No audio comes from the microphone", { cause });
          options.onStall?.(cause);
        },
        onGap(gap) {
          const { cause, seconds } = gap;
          log("microphone_gap", `No audio came from the microphone for ${String(seconds)} s`, { cause, seconds });
          options.onGap?.(gap);
        },
      },
      signal,
    );
    this.recordings = [...this.recordings, recording];
    const release = holdScreenWakeLock();
    void microphone.closed.then(() => {
      this.recordings = this.recordings.filter((other) => other !== recording);
      release();
    });
    return microphone;
  }
}
