import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";

const en = {
  jq: "Copy as jq",
  asTable: "Show as a table",
  asChart: "Show as a chart",
  more: "Save, print, full screen",
  saveCsv: "Save as CSV",
  saveSvg: "Save as SVG",
  savePng: "Save as PNG",
  print: "Print",
  fullScreen: "Full screen",
  leaveFullScreen: "Leave full screen",
  saveFailed: "The chart could not be saved",
  moreRows: (shown: string, all: string) => `The first ${shown} of ${all} rows; CSV has them all`,
};

const ru = {
  jq: "Копировать как jq",
  asTable: "Показать таблицей",
  asChart: "Показать графиком",
  more: "Сохранить, напечатать, на весь экран",
  saveCsv: "Сохранить как CSV",
  saveSvg: "Сохранить как SVG",
  savePng: "Сохранить как PNG",
  print: "Напечатать",
  fullScreen: "На весь экран",
  leaveFullScreen: "Выйти из полного экрана",
  saveFailed: "Не удалось сохранить график",
  moreRows: (shown: string, all: string) => `Первые ${shown} из ${all} строк; в CSV есть все`,
} satisfies typeof en;

/** What stands on the frame of a chart. */
export const chartPanelText: Dictionary<typeof en> = { en, ru };
