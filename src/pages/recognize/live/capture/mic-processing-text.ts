import type { MicProcessing } from "../../../../audio/mic-processing.ts";
import type { Dictionary } from "../../../../kit/i18n/locale.svelte.ts";

const en = {
  title: "What the browser does to the sound",
  why: "Nothing is best for most: recognizers know the voice as it is, and what a browser smooths away is missing for them.",
  names: {
    echoCancellation: "Echo cancellation",
    noiseSuppression: "Noise suppression",
    autoGainControl: "Automatic gain",
  } satisfies Record<MicProcessing, string>,
  hints: {
    echoCancellation: "For loudspeakers beside the microphone",
    noiseSuppression: "For a steady noise; may swallow quiet sounds and ends of words",
    autoGainControl: "For a microphone that stays too quiet; lifts noise in pauses too",
  } satisfies Record<MicProcessing, string>,
  still: "The browser did this nevertheless in the last recording",
  not: "The browser did not do this in the last recording",
};

const ru = {
  title: "Что браузер делает со звуком",
  why: "Обычно лучше ничего: распознаватель знает голос как он есть, и сглаженного браузером ему не хватает.",
  names: {
    echoCancellation: "Подавление эха",
    noiseSuppression: "Подавление шума",
    autoGainControl: "Автоматическое усиление",
  },
  hints: {
    echoCancellation: "Если рядом с микрофоном играют динамики",
    noiseSuppression: "При ровном шуме; может глотать тихие звуки и концы слов",
    autoGainControl: "Если микрофон слишком тихий; поднимает и шум в паузах",
  },
  still: "В последней записи браузер всё равно это делал",
  not: "В последней записи браузер этого не делал",
} satisfies typeof en;

/** The words of the treatment of sound. */
export const micProcessingText: Dictionary<typeof en> = { en, ru };
