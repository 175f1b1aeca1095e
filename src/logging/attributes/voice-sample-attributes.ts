import { audioFields } from "../../audio/audio-fields.ts";
import type { AudioMetrics } from "../../audio/audio-metrics.ts";
import type { Logger } from "../logger.ts";
import { inMegabytes } from "./call-attributes.ts";
import { audioAttributes } from "./audio-attributes.ts";

/** One of the files that a sample was joined from. */
export interface SampleFile {
  name: string;
  sizeBytes: number;
  seconds: number;
  /** What a recognition of it would have in the log: its channels, and how it was repaired. */
  fields?: Record<string, unknown>;
}

/** What is known here of a voice to be cloned, and is not sent to the platform. */
export interface VoiceSampleDetails {
  voiceName?: string | undefined;
  description?: string | undefined;
  /** What the sample was joined from. */
  files?: SampleFile[] | undefined;
  /** What was measured in the joined sample; or the sample itself, 16 kHz, mono, 16 bit, to be measured here. */
  sample: AudioMetrics | Uint8Array | undefined;
}

const sampleFormat = { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 } as const;

/** The attributes for the log. A description may say more of a person than a name: it is logged as texts are. */
export function voiceSampleAttributes(
  { voiceName, description, files = [], sample }: VoiceSampleDetails,
  logger: Pick<Logger, "personalText">,
): Record<string, unknown> {
  const totalBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return {
    ...(voiceName !== undefined && { voice_name: voiceName }),
    ...(description !== undefined && logger.personalText("description", description)),
    ...(files.length > 0 && {
      // Those of an only file stand where a recognition has them: one query finds both.
      ...(files.length === 1 && files[0]!.fields),
      audio_files: files.map(({ name, sizeBytes, seconds, fields }) => ({
        name,
        size_bytes: sizeBytes,
        seconds,
        ...(files.length > 1 && fields),
      })),
      audio_files_count: files.length,
      total_audio_size_bytes: totalBytes,
      total_audio_mb: inMegabytes(totalBytes),
    }),
    ...(sample instanceof Uint8Array ? audioAttributes(sample, sampleFormat) : sample && audioFields(sample)),
  };
}
