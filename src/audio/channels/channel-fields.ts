import type { DecodedAudio } from "../decode-file.ts";

/**
 * What the log has of the channels of a file: how many it has, which of them were mixed to what is sent (from 1), and, where they
 * differ, the level of each in dBFS and what it holds.
 */
export function channelFields({
  source,
  channels,
}: Pick<DecodedAudio, "source" | "channels">): Record<string, unknown> {
  return {
    source_channels: source.channelCount,
    ...(channels && { sent_channels: channels.taken.map((index) => index + 1) }),
    ...(channels?.reason && { sent_channels_reason: channels.reason }),
    ...(channels?.levels && {
      channel_levels_dbfs: channels.levels.map(({ levelDbfs }) => levelDbfs),
      channel_contents: channels.levels.map(({ content }) => content),
    }),
  };
}
