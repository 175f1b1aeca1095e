import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";
import { counted } from "../../kit/i18n/plural.ts";

const soundsAndTexts = {
  en: (sounds: number, texts: number) =>
    `${counted("en", sounds, { one: "sound", other: "sounds" })} and ${counted("en", texts, { one: "text", other: "texts" })}`,
  ru: (sounds: number, texts: number) =>
    `${counted("ru", sounds, { one: "звук", few: "звука", many: "звуков" })} и ${counted("ru", texts, { one: "текст", few: "текста", many: "текстов" })}`,
};

const en = {
  title: "What calls send",
  keep: "Keep what calls send",
  keepHint:
    "So that a call can be sent again exactly. Voices and texts are personal data: they stay in this browser, readable by anyone using it, until deleted. The oldest go first.",
  limit: "Size limit, MB",
  use: (sounds: number, texts: number, used: string, limit: string) =>
    `${soundsAndTexts.en(sounds, texts)} kept, ${used} of ${limit}.`,
  oldest: (when: string) => `The oldest was sent ${when}.`,
  unread: "Couldn’t read what is kept.",
  askTitle: "Delete everything that calls sent?",
  ask: (sounds: number, texts: number, size: string) =>
    `${soundsAndTexts.en(sounds, texts)} (${size}) will be deleted. Their calls stay in the log. This can’t be undone.`,
  deleted: "Deleted",
  notDeleted: "Couldn’t delete it",
};

const ru = {
  title: "Отправленное в вызовах",
  keep: "Сохранять отправленное в вызовах",
  keepHint:
    "Чтобы вызов можно было повторить в точности. Голос и тексты — персональные данные: они остаются в этом браузере, доступны всем, кто им пользуется, пока их не удалят. Первыми удаляются самые старые.",
  limit: "Предел размера, МБ",
  use: (sounds: number, texts: number, used: string, limit: string) =>
    `Сохранено: ${soundsAndTexts.ru(sounds, texts)}, ${used} из ${limit}.`,
  oldest: (when: string) => `Самое старое отправлено ${when}.`,
  unread: "Не удалось прочитать сохранённое.",
  askTitle: "Удалить всё отправленное в вызовах?",
  ask: (sounds: number, texts: number, size: string) =>
    `Будет удалено: ${soundsAndTexts.ru(sounds, texts)} (${size}). Сами вызовы останутся в журнале. Отменить это нельзя.`,
  deleted: "Удалено",
  notDeleted: "Не удалось удалить",
} satisfies typeof en;

/** The words about kept texts and sounds of calls, in Settings. */
export const callInputsText: Dictionary<typeof en> = { en, ru };
