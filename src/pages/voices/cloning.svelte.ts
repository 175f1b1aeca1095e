import { AudioKitError } from "../../audiokit/contract/audiokit-error.ts";
import type { AudioKitClient } from "../../audiokit/client.ts";
import { channelFields } from "../../audio/channels/channel-fields.ts";
import type { VoiceRecord } from "../../local-archive/voice-registry.ts";
import { pcmBytes } from "../../audio/wav.ts";
import { withCallContext } from "../../logging/call-context.ts";
import type { Logger } from "../../logging/logger.ts";
import { voiceSampleAttributes } from "../../logging/attributes/voice-sample-attributes.ts";
import { joinParts } from "./sample-part.ts";
import type { VoiceSample } from "./voice-sample.svelte.ts";

/** Dependencies of cloning. */
export interface CloningDeps {
  client: Pick<AudioKitClient, "cloneVoice">;
  logger: Logger;
  /** Takes the begun task; the name of the voice is known here only. */
  onbegun: (voice: Pick<VoiceRecord, "name" | "description" | "taskId" | "sampleSeconds" | "note">) => Promise<void>;
}

/** The form from which a voice is cloned. */
export class Cloning {
  name = $state("");
  description = $state("");
  /** The person said that the speaker agrees. Asked anew for each voice. */
  hasConsent = $state(false);
  isSending = $state(false);
  failure = $state.raw<AudioKitError>();
  requestId = $state<string>();
  readonly sample: VoiceSample;
  readonly isReady = $derived.by(() => this.sample.parts.length > 0 && !this.sample.isTooLong && !this.sample.reading);
  readonly canStart = $derived.by(() => this.isReady && this.hasConsent && this.name.trim() !== "" && !this.isSending);
  readonly #deps: CloningDeps;
  #abort: AbortController | undefined;

  constructor(deps: CloningDeps, sample: VoiceSample) {
    this.#deps = deps;
    this.sample = sample;
  }

  /** Sends the sample. The form is empty again when the platform took it. */
  readonly start = async (): Promise<void> => {
    if (!this.canStart) return;
    const { logger, client, onbegun } = this.#deps;
    const { signal } = (this.#abort = new AbortController());
    const [voiceName, description] = [this.name.trim(), this.description.trim()];
    const files = this.sample.parts.map(({ name, sizeBytes, seconds, sound, repair }) => ({
      name,
      sizeBytes,
      seconds,
      fields: { ...channelFields(sound.audio), ...(repair && { audio_repair: repair }) },
    }));
    const { droppedSeconds } = this.sample;
    this.isSending = true;
    this.failure = undefined;
    this.requestId = undefined;
    logger.logSystemEvent("voice_consent_given", "The speaker's consent was confirmed", { parts_count: files.length });
    try {
      const toLog = { voiceName, files, sample: this.sample.metrics, ...(description && { description }) };
      const begun = await client.cloneVoice(
        { signal: pcmBytes(joinParts(this.sample.parts)) },
        {
          signal,
          contextValues: withCallContext({
            requestData: {
              ...voiceSampleAttributes(toLog, logger),
              ...(droppedSeconds > 0 && { dropped_audio_seconds: droppedSeconds }),
            },
            onRequestId: (id) => (this.requestId = id),
          }),
        },
      );
      const { note } = begun.reply;
      const sampleSeconds = this.sample.seconds;
      await onbegun({ name: voiceName, description, taskId: begun.taskId, sampleSeconds, ...(note && { note }) });
      this.sample.clear();
      this.name = this.description = "";
      this.hasConsent = false;
    } catch (thrown) {
      const error = AudioKitError.from(thrown, signal);
      if (error.kind !== "cancelled") this.failure = error;
    }
    this.isSending = false;
  };

  readonly cancel = (): void => {
    this.#abort?.abort();
  };
}
