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
  contents: { speech: "speech", sound: "no speech", silence: "silent" } satisfies Record<ChannelContent, string>,
  level: (channel: string, level: string, content: string) => `Channel ${channel}: ${content}, ${level}\u00a0dBFS`,
  and: (channels: string[]) => channels.join(" and "),
  apart: "Recognize the channels apart",
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
  contents: { speech: "речь", sound: "без речи", silence: "тишина" },
  level: (channel: string, level: string, content: string) => `Канал ${channel}: ${content}, ${level}\u00a0дБ\u00a0FS`,
  and: (channels: string[]) => channels.join(" и "),
  apart: "Распознать каналы по отдельности",
} satisfies typeof en;

/** Words about the channels of a recording. */
export const channelText: Dictionary<typeof en> = { en, ru };

/** What is wrong with the channels and which are taken; undefined where all of them are. */
export function channelFinding(
  choice: ChannelChoice | undefined,
  text: typeof en,
  format: Format,
): { title: string; why: string; levels: string } | undefined {
  if (!choice?.reason) return undefined;
  const numbered = (index: number): string => format.number(index + 1);
  const { title, why } = text.reasons[choice.reason];
  const levels = (choice.levels ?? []).map(({ levelDbfs, content }, index) =>
    text.level(numbered(index), format.number(levelDbfs, 1), text.contents[content]),
  );
  return { title, why: why(text.and(choice.taken.map(numbered))), levels: levels.join("; ") };
}
