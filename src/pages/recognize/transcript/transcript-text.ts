import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";
import { counted } from "../../../kit/i18n/plural.ts";

const en = {
  saveAs: "Save as",
  download: (form: string) => `Download ${form}`,

  speaker: (number: number) => `Speaker ${String(number)}`,
  channel: (number: number) => `Channel ${String(number)}`,
  genders: { male: "male", female: "female" },
  ages: { adult: "adult", child: "child" },
  guessTitle: "Estimated by the platform",
  emotions: { positive: "positive", neutral: "neutral", angry: "angry", sad: "sad" },
  genuine: (percent: string) => `genuine voice ${percent}`,
  forged: (percent: string) => `spoofed voice ${percent}`,
  playFrom: (time: string) => `Play from ${time}`,

  doubtful: (count: number) => counted("en", count, { one: "doubtful word", other: "doubtful words" }),
  doubtfulNone: "No doubtful words",
  doubtLimit: "below, %",
  doubtLimitName: "Doubtful below this confidence, percent",
  doubtUnknown: "The platform reports no confidence for these words.",
  previousDoubt: "Previous doubtful word",
  nextDoubt: "Next doubtful word",
  doubtKeys: "Keys: N next, Shift+N previous",
  doubtPlace: (place: number, count: number) => `${String(place)} of ${String(count)}`,
  doubtSaid: (word: string, percent: string, place: string) => `${word}, confidence ${percent}, ${place}`,

  compare: "Compare with a reference text",
  reference: "Reference text",
  referenceHint: "Case, punctuation and ё are ignored; 10 and ten differ. Nothing is sent.",
  referenceLong: (limit: string) => `The text has more than ${limit} words: too long to compare.`,
  wordErrorRate: "Word error rate",
  wordErrors: (replaced: string, missing: string, added: string, words: string) =>
    `${replaced} replaced, ${missing} missing, ${added} added of ${words}`,
};

const ru = {
  saveAs: "Сохранить как",
  download: (form: string) => `Скачать ${form}`,

  speaker: (number: number) => `Говорящий ${String(number)}`,
  channel: (number: number) => `Канал ${String(number)}`,
  genders: { male: "мужской голос", female: "женский голос" },
  ages: { adult: "взрослый", child: "ребёнок" },
  guessTitle: "Оценка платформы",
  emotions: { positive: "радость", neutral: "спокойствие", angry: "раздражение", sad: "грусть" },
  genuine: (percent: string) => `голос подлинный, ${percent}`,
  forged: (percent: string) => `голос поддельный, ${percent}`,
  playFrom: (time: string) => `Воспроизвести с ${time}`,

  doubtful: (count: number) =>
    counted("ru", count, { one: "сомнительное слово", few: "сомнительных слова", many: "сомнительных слов" }),
  doubtfulNone: "Сомнительных слов нет",
  doubtLimit: "ниже, %",
  doubtLimitName: "Сомнительные: уверенность ниже, %",
  doubtUnknown: "Платформа не сообщает уверенность для этих слов.",
  previousDoubt: "Предыдущее сомнительное слово",
  nextDoubt: "Следующее сомнительное слово",
  doubtKeys: "Клавиши: N — следующее, Shift+N — предыдущее",
  doubtPlace: (place: number, count: number) => `${String(place)} из ${String(count)}`,
  doubtSaid: (word: string, percent: string, place: string) => `${word}, уверенность ${percent}, ${place}`,

  compare: "Сравнить с эталонным текстом",
  reference: "Эталонный текст",
  referenceHint: "Регистр, пунктуация и ё не учитываются; 10 и «десять» различаются. Ничего не отправляется.",
  referenceLong: (limit: string) => `Текст длиннее ${limit} слов: сравнить нельзя.`,
  wordErrorRate: "Доля ошибок в словах",
  wordErrors: (replaced: string, missing: string, added: string, words: string) =>
    `заменено ${replaced}, пропущено ${missing}, добавлено ${added} из ${words}`,
} satisfies typeof en;

/** The words around a transcript: its phrases, its doubtful words, saving and comparing it. */
export const transcriptText: Dictionary<typeof en> = { en, ru };
