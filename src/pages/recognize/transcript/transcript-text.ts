import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";
import { counted } from "../../../kit/i18n/plural.ts";

const en = {
  saveAs: "Save as",
  download: (form: string) => `Download ${form}`,
  copy: "Copy",

  speaker: (number: number) => `Speaker ${String(number)}`,
  channel: (number: number) => `Channel ${String(number)}`,
  genders: { male: "male", female: "female" },
  ages: { adult: "adult", child: "child" },
  guessTitle: "The platform's guess",
  emotions: { positive: "positive", neutral: "neutral", angry: "angry", sad: "sad" },
  genuine: (percent: string) => `genuine voice ${percent}`,
  forged: (percent: string) => `forged voice ${percent}`,
  playFrom: (time: string) => `Play from ${time}`,

  doubtful: (count: number) => counted("en", count, { one: "doubtful word", other: "doubtful words" }),
  doubtfulNone: "No doubtful words",
  doubtLimit: "below, %",
  doubtLimitName: "Doubtful below, per cent of confidence",
  doubtUnknown: "The platform states no confidence for these words, so none can be called doubtful.",
  previousDoubt: "Previous doubtful word",
  nextDoubt: "Next doubtful word",
  doubtKeys: "Keys: N next, Shift+N previous",
  doubtPlace: (place: number, count: number) => `${String(place)} of ${String(count)}`,
  doubtSaid: (word: string, percent: string, place: string) => `${word}, confidence ${percent}, ${place}`,

  compare: "Compare with what was said",
  reference: "What was said",
  referenceHint:
    "Paste the true text. Case, punctuation and the letter ё do not count; 10 and ten differ. Nothing is sent.",
  referenceLong: (limit: string) => `A text of more than ${limit} words cannot be compared.`,
  wordErrorRate: "Word error rate",
  wordErrors: (replaced: string, missing: string, added: string, words: string) =>
    `${replaced} replaced, ${missing} missing, ${added} added of ${words}`,
};

const ru = {
  saveAs: "Сохранить как",
  download: (form: string) => `Скачать ${form}`,
  copy: "Копировать",

  speaker: (number: number) => `Говорящий ${String(number)}`,
  channel: (number: number) => `Канал ${String(number)}`,
  genders: { male: "мужчина", female: "женщина" },
  ages: { adult: "взрослый голос", child: "детский голос" },
  guessTitle: "Предположение платформы",
  emotions: { positive: "радость", neutral: "спокойствие", angry: "раздражение", sad: "грусть" },
  genuine: (percent: string) => `голос подлинный, ${percent}`,
  forged: (percent: string) => `голос поддельный, ${percent}`,
  playFrom: (time: string) => `Слушать с ${time}`,

  doubtful: (count: number) =>
    counted("ru", count, {
      one: "сомнительное слово",
      few: "сомнительных слова",
      many: "сомнительных слов",
      other: "сомнительных слов",
    }),
  doubtfulNone: "Сомнительных слов нет",
  doubtLimit: "ниже, %",
  doubtLimitName: "Сомнительны слова с уверенностью ниже, процентов",
  doubtUnknown: "Платформа не сообщила уверенность для этих слов, поэтому сомнительных не выделить.",
  previousDoubt: "Предыдущее сомнительное слово",
  nextDoubt: "Следующее сомнительное слово",
  doubtKeys: "Клавиши: N — следующее, Shift+N — предыдущее",
  doubtPlace: (place: number, count: number) => `${String(place)} из ${String(count)}`,
  doubtSaid: (word: string, percent: string, place: string) => `${word}, уверенность ${percent}, ${place}`,

  compare: "Сравнить с тем, что было сказано",
  reference: "Что было сказано",
  referenceHint:
    "Вставьте верный текст. Регистр, пунктуация и буква ё не учитываются; 10 и «десять» различаются. Никуда не отправляется.",
  referenceLong: (limit: string) => `Текст длиннее ${limit} слов сравнить нельзя.`,
  wordErrorRate: "Доля ошибок в словах",
  wordErrors: (replaced: string, missing: string, added: string, words: string) =>
    `заменено ${replaced}, пропущено ${missing}, добавлено ${added} из ${words}`,
} satisfies typeof en;

/** The words around a transcript: its phrases, its doubtful words, saving and comparing it. */
export const transcriptText: Dictionary<typeof en> = { en, ru };
