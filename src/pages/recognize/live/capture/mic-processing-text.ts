import type { MicProcessing } from "../../../../audio/microphone/mic-processing.ts";
import type { Dictionary } from "../../../../kit/i18n/locale.svelte.ts";

const en = {
  title: "Audio processing by the browser",
  why: "Usually best left off: recognizers work better with unprocessed audio.",
  names: {
    echoCancellation: "Echo cancellation",
    noiseSuppression: "Noise suppression",
    autoGainControl: "Automatic gain control",
  } satisfies Record<MicProcessing, string>,
  hints: {
    echoCancellation: "When speakers are playing near the microphone",
    noiseSuppression: "For steady noise. May cut quiet sounds and word endings.",
    autoGainControl: "For a microphone that’s too quiet. Also raises noise in pauses.",
  } satisfies Record<MicProcessing, string>,
  still: "The browser still applied it in the last recording",
  not: "The browser didn’t apply it in the last recording",
};

const ru = {
  title: "Обработка звука браузером",
  why: "Обычно лучше выключить: распознавателю нужен необработанный звук.",
  names: {
    echoCancellation: "Подавление эха",
    noiseSuppression: "Подавление шума",
    autoGainControl: "Автоматическая регулировка усиления",
  },
  hints: {
    echoCancellation: "Если рядом с микрофоном играют динамики",
    noiseSuppression: "При ровном шуме. Может срезать тихие звуки и концы слов.",
    autoGainControl: "Если микрофон слишком тихий. Усиливает и шум в паузах.",
  },
  still: "В последней записи браузер всё равно это применил",
  not: "В последней записи браузер этого не применил",
} satisfies typeof en;

/** The words of the treatment of sound. */
export const micProcessingText: Dictionary<typeof en> = { en, ru };
