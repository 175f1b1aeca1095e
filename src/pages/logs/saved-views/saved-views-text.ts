import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";
import type { ReadyView } from "./ready-views.ts";

const en = {
  title: "Views",
  ready: "Ready views",
  readyViews: {
    errors: "Errors",
    slow: "Slow calls",
    voice: "One voice",
    auth: "Auth",
    live: "Live",
    audit: "Audit",
  } satisfies Record<ReadyView, string>,
  own: "Saved views",
  asPanel: "As a panel of a dashboard…",
  none: "A saved view keeps query, range, columns and order.",
  name: "Name of this view",
  newName: (name: string) => `New name of ${name}`,
  rename: (name: string) => `Rename ${name}`,
  remove: (name: string) => `Delete ${name}`,
  refused: "Not saved: it holds a secret that is in use",
};

const ru = {
  title: "Виды",
  ready: "Готовые виды",
  readyViews: {
    errors: "Ошибки",
    slow: "Медленные вызовы",
    voice: "Один голос",
    auth: "Авторизация",
    live: "Сейчас",
    audit: "Аудит",
  } satisfies Record<ReadyView, string>,
  own: "Сохранённые виды",
  asPanel: "Панелью в набор…",
  none: "Сохранённый вид — это запрос, диапазон, столбцы и порядок.",
  name: "Название этого вида",
  newName: (name: string) => `Новое название: ${name}`,
  rename: (name: string) => `Переименовать ${name}`,
  remove: (name: string) => `Удалить ${name}`,
  refused: "Не сохранено: здесь секрет, который сейчас используется",
} satisfies typeof en;

/** The words of the menu of views. */
export const savedViewsText: Dictionary<typeof en> = { en, ru };
