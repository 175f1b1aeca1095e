import type { AudioKitClient } from "../../../audiokit/client.ts";
import type { WorkflowLog } from "../../../audiokit/workflows/run-workflow.ts";
import type { StepParts } from "../../../audiokit/workflows/workflow-steps.ts";
import { AudioError } from "../../../audio/audio-error.ts";
import { decodeChannels, decodeFile, type DecodedAudio, type DecodedChannels } from "../../../audio/decode-file.ts";
import { maxAudioBytes } from "../../../wire/message-size.ts";
import type { Services } from "../../../app/services.ts";

/** What the workflows of the page are run with. */
export interface FlowTools extends StepParts {
  /** The platform where calls go now. */
  readonly client: AudioKitClient;
  readonly archiveFor: NonNullable<StepParts["archiveFor"]>;
  readonly log: WorkflowLog;
  /** A clock that never jumps, in milliseconds. */
  nowMs: () => number;
  /** Reads a recording; a refusal, of which there is no call, is logged as an event. @throws AudioError */
  decode: (file: File, signal: AbortSignal, workflowId?: string) => Promise<DecodedAudio>;
  /** Reads the channels of a recording apart. @throws AudioError as `decodeChannels` */
  decodeChannels: (file: File, signal: AbortSignal) => Promise<DecodedChannels>;
  /** Takes the secrets in use out of a text that becomes the name of a file. */
  scrub: (text: string) => string;
}

/** The tools of the page over its services. */
export function flowTools(services: Services): FlowTools {
  const { logger, archive, workflowLog, scrub } = services;
  return {
    get client() {
      return services.audiokit;
    },
    archiveFor: archive.forWorkflow,
    log: workflowLog,
    nowMs: () => logger.monotonicMs(),
    scrub,
    decodeChannels: (file, signal) => decodeChannels(file, { maxSampleBytes: maxAudioBytes }, signal),
    async decode(file, signal, workflowId) {
      try {
        return await decodeFile(file, { maxSampleBytes: maxAudioBytes }, signal);
      } catch (thrown) {
        if (thrown instanceof AudioError) {
          const facts = { audio_file: file.name, file_size_bytes: file.size, reason: thrown.kind };
          const data = { ...facts, ...(workflowId !== undefined && { workflow_id: workflowId }) };
          logger.logSystemEvent("asr_file_refused", `Refused ${file.name}: ${thrown.message}`, data, "WARNING");
        }
        throw thrown;
      }
    },
  };
}
