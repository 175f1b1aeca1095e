import type { ChannelContent } from "../../../audio/channels/channel-content.ts";
import type { ChannelChoice } from "../../../audio/channels/choose-channels.ts";
import type { Format } from "../../../kit/i18n/format.ts";
import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";

const en = {
  reasons: {
    opposite: {
      title: "The channels cancel each other",
      why: (taken: string) =>
        `One is the opposite of another, so their mix would be nearly silent. Sent instead: channel ${taken}, the loudest.`,
    },
    speech: {
      title: "Not every channel has speech",
      why: (taken: string) =>
        `The others have noise, music or silence, which would drown the words. Sent: channel ${taken}.`,
    },
    sound: {
      title: "Not every channel has sound",
      why: (taken: string) => `The others are silent and would make the mix quieter. Sent: channel ${taken}.`,
    },
  },
  speakers: {
    title: "Each channel has speech of its own",
    why: "They are mixed to one sound. Where each is one speaker, recognize them apart.",
  },
  sentApart: {
    title: "The channels are recognized apart",
    why: "Each is recognized by itself; all are sent in one message.",
  },
  contents: { speech: "speech", sound: "no speech", silence: "silent" } satisfies Record<ChannelContent, string>,
  level: (channel: string, level: string, content: string) => `Channel ${channel}: ${content}, ${level}\u00a0dBFS`,
  and: (channels: string[]) => channels.join(" and "),
  apart: "Recognize the channels apart",
  apartTooLong: "All channels together are too large for one message, so they can’t be recognized apart.",
  mixed: "Recognize the channels mixed",
  only: (taken: string) => `Recognize only channel ${taken}`,
};

const ru = {
  reasons: {
    opposite: {
      title: "Каналы гасят друг друга",
      why: (taken: string) =>
        `Один обратен другому, поэтому вместе они почти не слышны. Вместо этого отправляется самый громкий канал: ${taken}.`,
    },
    speech: {
      title: "Речь не во всех каналах",
      why: (taken: string) =>
        `В остальных шум, музыка или тишина, которые заглушат слова. Отправляется канал ${taken}.`,
    },
    sound: {
      title: "Звук не во всех каналах",
      why: (taken: string) => `Остальные молчат и сделали бы запись тише. Отправляется канал ${taken}.`,
    },
  },
  speakers: {
    title: "В каждом канале своя речь",
    why: "Каналы сводятся в один. Если в каждом свой говорящий, распознайте их по отдельности.",
  },
  sentApart: {
    title: "Каналы распознаются по отдельности",
    why: "Каждый распознаётся сам по себе; отправляются все, одним сообщением.",
  },
  contents: { speech: "речь", sound: "без речи", silence: "тишина" },
  level: (channel: string, level: string, content: string) => `Канал ${channel}: ${content}, ${level}\u00a0дБ\u00a0FS`,
  and: (channels: string[]) => channels.join(" и "),
  apart: "Распознать каналы по отдельности",
  apartTooLong: "Все каналы не помещаются в одно сообщение, поэтому по отдельности их не распознать.",
  mixed: "Распознать каналы вместе",
  only: (taken: string) => `Распознать только канал ${taken}`,
} satisfies typeof en;

/** Words about the channels of a recording. */
export const channelText: Dictionary<typeof en> = { en, ru };

/** What a page says of the channels of a recording. */
export interface ChannelFinding {
  title: string;
  why: string;
  /** Each channel with its level; empty where they are alike. */
  levels: string;
  /** What goes back from channels apart to one sound. */
  together: string;
}

/**
 * What is wrong with the channels and which are taken, that each has a speaker, or that they are recognised apart; undefined where
 * there is nothing to say.
 *
 * @param isApart the channels are recognised apart
 * @param canSplit a page can have them recognised apart
 */
export function channelFinding(
  choice: ChannelChoice | undefined,
  { isApart = false, canSplit = false },
  text: typeof en,
  format: Format,
): ChannelFinding | undefined {
  const numbered = (index: number): string => format.number(index + 1);
  const levels = (choice?.levels ?? [])
    .map(({ levelDbfs, content }, index) =>
      text.level(numbered(index), format.number(levelDbfs, 1), text.contents[content]),
    )
    .join("; ");
  const taken = text.and((choice?.taken ?? []).map(numbered));
  const together = choice?.reason ? text.only(taken) : text.mixed;
  if (isApart) return { ...text.sentApart, levels, together };
  if (choice?.reason) {
    const { title, why } = text.reasons[choice.reason];
    return { title, why: why(taken), levels, together };
  }
  return canSplit && choice?.hasSpeakersApart ? { ...text.speakers, levels, together } : undefined;
}
