import type { DecodedAudio } from "../decode-file.ts";

/**
 * What the log has of the channels of a file: how many it has, which of them were sent (from 1), mixed or each by itself, and, where
 * they differ, the level of each in dBFS and what it holds.
 *
 * @param isApart all were sent, each by itself
 */
export function channelFields(
  { source, channels }: Pick<DecodedAudio, "source" | "channels">,
  isApart = false,
): Record<string, unknown> {
  const taken = isApart ? Array.from({ length: source.channelCount }, (_, index) => index) : channels?.taken;
  return {
    source_channels: source.channelCount,
    ...(taken && { sent_channels: taken.map((index) => index + 1) }),
    ...(channels?.reason && !isApart && { sent_channels_reason: channels.reason }),
    ...(channels?.levels && {
      channel_levels_dbfs: channels.levels.map(({ levelDbfs }) => levelDbfs),
      channel_contents: channels.levels.map(({ content }) => content),
    }),
  };
}
