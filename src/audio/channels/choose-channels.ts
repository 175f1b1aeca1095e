import { measureChannel, type ChannelLevel } from "./channel-content.ts";
import { channelLossDb, mixChannels } from "./mix-channels.ts";

/**
 * Why not all channels are taken: they cancel each other (`opposite`), some have no speech beside those that have it (`speech`), or
 * some are silent beside those that are not (`sound`).
 */
export type ChannelReason = "opposite" | "speech" | "sound";

/** Which channels of a recording become the one that is recognised. */
export interface ChannelChoice {
  /** Indices, from 0; the mean of these is the sound. */
  taken: number[];
  /** Undefined where all are taken. */
  reason?: ChannelReason;
  /** Each channel by itself, in their order; absent where they are alike. */
  levels?: ChannelLevel[];
  /** Several of the taken channels have speech that the others have not, such as one speaker each. Default: false. */
  hasSpeakersApart?: boolean;
}

/** A mix that loses less than this has channels that are alike, in dB. */
const alikeLossDb = 0.5;
/** What a mix loses beyond what unlike channels do, in dB, when they are opposite: their correlation is below -0.5. */
const oppositeLossDb = 3;
/** Channels whose mix loses less than unlike ones by more than this have the same voice in them, in dB: two at a correlation of 0.26. */
const unlikeToleranceDb = 1;

/**
 * Chooses what is mixed: the channels with speech, else those with any sound; of channels that cancel each other the loudest one.
 * The page has a turn before each channel, which takes half a second for ten minutes.
 *
 * @param channels of equal length, -1..1
 */
export async function chooseChannels(channels: readonly Float32Array[], sampleRateHz: number): Promise<ChannelChoice> {
  const all = channels.map((_, index) => index);
  if (channels.length === 1 || channelLossDb(channels, all) < alikeLossDb) return { taken: all };
  const levels: ChannelLevel[] = [];
  for (const index of all) {
    await new Promise((resolve) => setTimeout(resolve, 0));
    levels.push(measureChannel(mixChannels(channels, [index]), sampleRateHz));
  }
  const having = (...contents: ChannelLevel["content"][]) =>
    all.filter((index) => contents.includes(levels[index]!.content));
  const speaking = having("speech");
  const sounding = having("speech", "sound");
  const [likely, reason] =
    speaking.length > 0 ? [speaking, "speech" as const] : sounding.length > 0 ? [sounding, "sound" as const] : [all];
  if (cancelEachOther(channels, likely)) return { taken: [loudestOf(likely, levels)], reason: "opposite", levels };
  const apart = speaking.length > 1 && areUnlike(channels, speaking) && { hasSpeakersApart: true };
  if (likely.length === all.length || reason === undefined) return { taken: all, levels, ...apart };
  const isQuietRest = reason === "speech" && sounding.length === speaking.length;
  return { taken: likely, reason: isQuietRest ? "sound" : reason, levels, ...apart };
}

function loudestOf(indices: readonly number[], levels: readonly ChannelLevel[]): number {
  return indices.reduce((best, index) => (levels[index]!.levelDbfs > levels[best]!.levelDbfs ? index : best));
}

/** Whether the channels have next to nothing in common. */
function areUnlike(channels: readonly Float32Array[], taken: readonly number[]): boolean {
  return channelLossDb(channels, taken) > 10 * Math.log10(taken.length) - unlikeToleranceDb;
}

/** Whether the mean of some channels would be nearly silent where they are not. @param taken indices, at least one */
export function cancelEachOther(channels: readonly Float32Array[], taken: readonly number[]): boolean {
  return channelLossDb(channels, taken) > 10 * Math.log10(taken.length) + oppositeLossDb;
}
