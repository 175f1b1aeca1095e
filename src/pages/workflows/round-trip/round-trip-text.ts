import type { comparison } from "../../../audiokit/transcript/comparable-words.ts";
import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";
import { counted } from "../../../kit/i18n/plural.ts";

/** How two words are compared, point by point, as `comparison` lists it. */
type ComparisonWords = Record<keyof typeof comparison, string>;

const en = {
  text: "Text",
  placeholder: "What is to be said and understood again",
  example: "Insert an example",
  exampleText: "The quick brown fox jumps over the lazy dog, and twenty two people are watching it.",
  voices: "Voices",
  voicesWhy: "One or several: each speaks the text and is understood by the same recognizer.",
  needsText: "Write a text first.",
  deaf: (language: string) => `No recognition model names ${language}`,
  deafWhy:
    "The platform may take another model, or refuse: the result then tells about the model and not about the voice.",
  results: "Voices compared",
  resultsEmpty: "One row a voice will stand here: how many words came back, and how long it took.",
  voice: "Voice",
  state: "State",
  wer: "Word error rate",
  werWhy: "Words replaced, missing and added, by the words that were meant; 0 % is perfect, over 100 % is possible",
  errors: "Replaced / missing / added",
  words: "Words",
  wordsWhy: "Words that were meant",
  sound: "Speech",
  soundWhy: "Length of the sound",
  speaking: "Synthesis",
  speakingWhy: "Time of the call that spoke",
  hearing: "Recognition",
  hearingWhy: "Time of the call that heard",
  show: (voice: string) => `Show the words of ${voice}`,
  running: "Voices speak and are heard",
  ended: "All voices are through",
  progress: (done: number, total: number) =>
    `${String(done)} of ${counted("en", total, { one: "voice", other: "voices" })}`,
  diffOf: (voice: string) => `What came back: ${voice}`,
  diff: "The words, from meant to heard",
  legend: "Struck through was meant and is missing; underlined was heard and was not meant.",
  heard: "Heard",
  nothing: "nothing",
  compared: "How words are compared",
  comparison: {
    case: "Capital and small letters are the same.",
    yo: "ё and е are the same: Russian is written both ways.",
    punctuation: "Signs between words do not count; an apostrophe or a hyphen inside a word does.",
    digits: "Numbers stay as they are written: 10 and ten differ.",
  } satisfies ComparisonWords,
  meantWords: "Words meant, as compared",
  heardWords: "Words heard, as compared",
};

const ru = {
  text: "Текст",
  placeholder: "Что произнести и снова понять",
  example: "Вставить пример",
  exampleText: "Съешь же ещё этих мягких французских булок, да выпей чаю.",
  voices: "Голоса",
  voicesWhy: "Один или несколько: каждый произносит текст, и его понимает тот же распознаватель.",
  needsText: "Сначала напишите текст.",
  deaf: (language: string) => `Ни одна модель распознавания не называет язык «${language}»`,
  deafWhy: "Платформа возьмёт другую модель или откажет: результат тогда говорит о модели, а не о голосе.",
  results: "Сравнение голосов",
  resultsEmpty: "Здесь будет строка на каждый голос: сколько слов вернулось и сколько времени это заняло.",
  voice: "Голос",
  state: "Состояние",
  wer: "Доля ошибок",
  werWhy: "Заменённые, пропущенные и добавленные слова на число задуманных; 0 % — без ошибок, бывает и больше 100 %",
  errors: "Заменено / пропущено / добавлено",
  words: "Слов",
  wordsWhy: "Сколько слов было задумано",
  sound: "Речь",
  soundWhy: "Длина звука",
  speaking: "Синтез",
  speakingWhy: "Время вызова, который говорил",
  hearing: "Распознавание",
  hearingWhy: "Время вызова, который слушал",
  show: (voice: string) => `Показать слова голоса ${voice}`,
  running: "Голоса говорят, их слушают",
  ended: "Все голоса прошли",
  progress: (done: number, total: number) =>
    `${String(done)} из ${counted("ru", total, { one: "голоса", few: "голосов", many: "голосов", other: "голосов" })}`,
  diffOf: (voice: string) => `Что вернулось: ${voice}`,
  diff: "Слова: от задуманного к услышанному",
  legend: "Зачёркнутое было задумано и пропало; подчёркнутое услышано, но не задумано.",
  heard: "Услышано",
  nothing: "ничего",
  compared: "Как сравниваются слова",
  comparison: {
    case: "Большие и маленькие буквы равны.",
    yo: "ё и е равны: по-русски пишут и так, и так.",
    punctuation: "Знаки между словами не считаются; апостроф и дефис внутри слова считаются.",
    digits: "Числа остаются как написаны: 10 и «десять» различаются.",
  },
  meantWords: "Задуманные слова, как они сравнивались",
  heardWords: "Услышанные слова, как они сравнивались",
} satisfies typeof en;

/** The words of the round trip. */
export const roundTripText: Dictionary<typeof en> = { en, ru };
