import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";

const en = {
  keep: "Save to archive",
  keepTitle: "Saves it to this browser’s archive",
  keeping: "Saving…",
  kept: "In archive",
  failed: "Couldn’t save to the archive",
  full: "The archive is full. Delete something or raise its limit in Settings.",
  newer: "A newer version of the console made the archive. Reload this page to get that version.",
  blocked: "The browser blocks storage for this page. Usually it’s a private window or blocked site data.",
};

const ru = {
  keep: "Сохранить в архив",
  keepTitle: "Сохраняет в архиве этого браузера",
  keeping: "Сохраняем…",
  kept: "В архиве",
  failed: "Не удалось сохранить в архив",
  full: "Архив заполнен. Удалите что-нибудь или увеличьте лимит в настройках.",
  newer: "Архив создан более новой версией консоли. Обновите страницу, чтобы получить её.",
  blocked: "Браузер запрещает странице хранить данные. Обычно причина — приватное окно или запрет данных сайта.",
} satisfies typeof en;

/** What every page says about saving audio to the archive. */
export const archiveButtonText: Dictionary<typeof en> = { en, ru };
