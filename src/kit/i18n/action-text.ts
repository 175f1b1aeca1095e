import type { Dictionary } from "./locale.svelte.ts";

const en = {
  cancel: "Cancel",
  close: "Close",
  copy: "Copy",
  delete: "Delete",
  deleteAll: "Delete all",
  deleteAsk: "Delete…",
  downloadWav: "Download WAV",
  pause: "Pause",
  resume: "Resume",
  retry: "Retry",
  save: "Save",
  stop: "Stop",
};

const ru = {
  cancel: "Отмена",
  close: "Закрыть",
  copy: "Скопировать",
  delete: "Удалить",
  deleteAll: "Удалить все",
  deleteAsk: "Удалить…",
  downloadWav: "Скачать WAV",
  pause: "Пауза",
  resume: "Продолжить",
  retry: "Повторить",
  save: "Сохранить",
  stop: "Остановить",
} satisfies typeof en;

/** The verbs on the buttons of several pages. */
export const actionText: Dictionary<typeof en> = { en, ru };
