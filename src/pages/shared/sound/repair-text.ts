import type { ByteCoding, Repair } from "../../../audio/repair/repair.ts";
import type { Format } from "../../../kit/i18n/format.ts";
import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";

const en = {
  offer: "Hear it repaired",
  offerMix: "Hear all channels mixed",
  making: "Making the repaired version…",
  failed: "Couldn’t make the repaired version",
  failedWhy: "The browser couldn’t decode it. The recording itself is unchanged.",
  version: "Version",
  original: "As it is",
  sent: "As sent",
  wave: "Recording in two versions, position",
  recognize: "Recognize the repaired version",
  recognizeMix: "Recognize the mix",
  rate: "True sample rate",
  kilohertz: (value: string) => `${value}\u00a0kHz`,
  louder: (value: string) => `${value}\u00a0dB louder`,
  peaks: "Clipped peaks rebuilt",
  noHum: (hz: string) => `Without the ${hz}\u00a0Hz hum`,
  played: (rate: string) => `Played at ${rate}`,
  byteOrder: "Bytes exchanged",
  readAs: (coding: string) => `Read as ${coding}`,
  codings: { pcm8: "8-bit PCM", mulaw: "mu-law", alaw: "A-law" } satisfies Record<ByteCoding, string>,
  twoChannels: "Split into two channels",
  mix: "All channels mixed",
  shown: (change: string) => `Repaired version: ${change}`,
  shownWhy: "The file is unchanged.",
  back: "Back to the original",
};

const ru = {
  offer: "Прослушать исправленную запись",
  offerMix: "Прослушать все каналы вместе",
  making: "Готовим исправленную запись…",
  failed: "Не удалось исправить запись",
  failedWhy: "Браузер не смог её декодировать. Сама запись не изменилась.",
  version: "Вариант",
  original: "Как есть",
  sent: "Как отправляется",
  wave: "Запись в двух вариантах, позиция",
  recognize: "Распознать исправленную запись",
  recognizeMix: "Распознать все каналы вместе",
  rate: "Настоящая частота дискретизации",
  kilohertz: (value: string) => `${value}\u00a0кГц`,
  louder: (value: string) => `Громче на ${value}\u00a0дБ`,
  peaks: "Срезанные пики восстановлены",
  noHum: (hz: string) => `Без гула ${hz}\u00a0Гц`,
  played: (rate: string) => `С частотой ${rate}`,
  byteOrder: "Байты переставлены",
  readAs: (coding: string) => `Прочитано как ${coding}`,
  codings: { pcm8: "PCM 8 бит", mulaw: "mu-law", alaw: "A-law" },
  twoChannels: "Разделено на два канала",
  mix: "Все каналы вместе",
  shown: (change: string) => `Исправленная запись: ${change}`,
  shownWhy: "Файл не изменён.",
  back: "Вернуться к исходной",
} satisfies typeof en;

/** Words about the repaired version of a recording. */
export const repairText: Dictionary<typeof en> = { en, ru };

/** What a repair changes, as a short label. */
export function repairLabel(repair: Repair, text: typeof en, format: Format): string {
  switch (repair.is) {
    case "gain":
      return text.louder(format.number(repair.gainDb));
    case "peaks":
      return text.peaks;
    case "hum":
      return text.noHum(format.number(repair.mainsHz));
    case "rate":
      return text.played(text.kilohertz(format.number(repair.sampleRateHz / 1000, 3)));
    case "byte-order":
      return text.byteOrder;
    case "bytes":
      return text.readAs(text.codings[repair.coding]);
    case "two-channels":
      return text.twoChannels;
    case "mix":
      return text.mix;
  }
}
