import type { BatchItem } from "../../../audiokit/workflows/batch.ts";
import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";
import { counted } from "../../../kit/i18n/plural.ts";
import type { TranscriptForm } from "./batch-results.ts";
import type { BatchSource } from "./batch-flow.svelte.ts";

type Status = BatchItem<unknown, unknown>["status"];

const texts = (count: number) => counted("en", count, { one: "text", other: "texts" });
const files = (count: number) => counted("en", count, { one: "recording", other: "recordings" });

const en = {
  source: "What is worked on",
  sources: { texts: "Texts", files: "Recordings" } satisfies Record<BatchSource, string>,
  lines: "Texts, one a line",
  linesPlaceholder: "Good morning.\nYour order is on its way.",
  linesHint: "Or drop .txt and .csv files anywhere on the page. A table may have the columns text, voice and file.",
  chooseTexts: "Choose .txt or .csv",
  chooseFiles: "Choose recordings",
  dropTexts: "Drop the texts to add them",
  dropFiles: "Drop the recordings to add them",
  filesEmpty: "Drop recordings here",
  filesEmptyWhy: "As many as you like; each becomes a text of its own.",
  remove: (name: string) => `Remove ${name}`,
  listLine: (count: number, encoding: string) => `${texts(count)}, ${encoding}`,
  textless: (name: string, count: number) =>
    `${name}: ${counted("en", count, { one: "row has", other: "rows have" })} no text and will not be spoken`,
  textlessWhy: "Write the text into the file and drop it again, or leave it so.",
  textlessRow: (line: string, cells: string) => `Line ${line}: ${cells}`,
  textlessRest: (count: number) => `and ${counted("en", count, { one: "more row", other: "more rows" })}`,
  total: (source: BatchSource, count: number) => (source === "texts" ? texts(count) : files(count)),
  tooMany: (most: string) => `One batch takes at most ${most}: its results are kept by this tab. Split the list.`,
  needs: {
    texts: "Write or drop some texts first.",
    files: "Choose or drop some recordings first.",
  } satisfies Record<BatchSource, string>,
  clear: "Remove all",
  concurrency: "At the same time",
  concurrencyWhy:
    "How many pieces are worked on at once. The embedded engines speak one after another, so more than two gain little there.",
  start: "Run batch",
  pause: "Pause",
  resume: "Resume",
  retry: (count: number) => `Retry ${String(count)} unfinished`,
  running: "Working through the batch",
  paused: "Paused: what has begun still ends",
  ended: "Batch ended",
  progress: (done: number, total: number, failed: number) =>
    `${String(done)} of ${String(total)} done${failed > 0 ? `, ${String(failed)} failed` : ""}`,
  batch: "Batch",
  pieces: "Pieces of the batch",
  empty: "No batch has run yet",
  emptyWhy: "Each text or recording becomes a row here, with its state, its result and the reason of a failure.",
  statuses: {
    waiting: "Waiting",
    running: "Running",
    done: "Done",
    failed: "Failed",
    cancelled: "Cancelled",
  } satisfies Record<Status, string>,
  columns: { number: "No.", state: "State", input: "Text or file", result: "Result", time: "Time" },
  attempts: (count: number) => `attempt ${String(count)}`,
  saveZip: "Save all as ZIP",
  saveForm: (form: TranscriptForm) => `Save ${form.toUpperCase()}`,
  packing: "Packing the sounds",
  unsaved: "The results live in this tab: save them before it is closed.",
  details: (number: string) => `Piece ${number}`,
  chooseRow: "Choose a row to see and hear it.",
  fileFailed: "The recording could not be read",
  savePiece: "Save",
};

const ruTexts = (count: number) =>
  counted("ru", count, { one: "текст", few: "текста", many: "текстов", other: "текста" });
const ruFiles = (count: number) =>
  counted("ru", count, { one: "запись", few: "записи", many: "записей", other: "записи" });

const ru = {
  source: "С чем работать",
  sources: { texts: "Тексты", files: "Записи" },
  lines: "Тексты, по одному в строке",
  linesPlaceholder: "Доброе утро.\nВаш заказ уже в пути.",
  linesHint: "Или перетащите на страницу файлы .txt и .csv. В таблице могут быть столбцы text, voice и file.",
  chooseTexts: "Выбрать .txt или .csv",
  chooseFiles: "Выбрать записи",
  dropTexts: "Отпустите тексты, чтобы добавить их",
  dropFiles: "Отпустите записи, чтобы добавить их",
  filesEmpty: "Перетащите записи сюда",
  filesEmptyWhy: "Сколько угодно; каждая станет отдельным текстом.",
  remove: (name: string) => `Убрать ${name}`,
  listLine: (count: number, encoding: string) => `${ruTexts(count)}, ${encoding}`,
  textless: (name: string, count: number) =>
    `${name}: без текста ${counted("ru", count, { one: "строка", few: "строки", many: "строк", other: "строки" })}, произнести нечего`,
  textlessWhy: "Впишите текст в файл и перетащите его снова или оставьте так.",
  textlessRow: (line: string, cells: string) => `Строка ${line}: ${cells}`,
  textlessRest: (count: number) =>
    `и ещё ${counted("ru", count, { one: "строка", few: "строки", many: "строк", other: "строки" })}`,
  total: (source: BatchSource, count: number) => (source === "texts" ? ruTexts(count) : ruFiles(count)),
  tooMany: (most: string) => `В одном пакете не больше ${most}: его результаты держит эта вкладка. Разделите список.`,
  needs: {
    texts: "Сначала напишите или перетащите тексты.",
    files: "Сначала выберите или перетащите записи.",
  },
  clear: "Убрать всё",
  concurrency: "Одновременно",
  concurrencyWhy:
    "Сколько частей выполняется сразу. Встроенные движки говорят по очереди, и больше двух там почти ничего не дают.",
  start: "Запустить пакет",
  pause: "Пауза",
  resume: "Продолжить",
  retry: (count: number) => `Повторить незаконченные: ${String(count)}`,
  running: "Пакет выполняется",
  paused: "Пауза: начатое закончится",
  ended: "Пакет закончен",
  progress: (done: number, total: number, failed: number) =>
    `готово ${String(done)} из ${String(total)}${failed > 0 ? `, сбоев ${String(failed)}` : ""}`,
  batch: "Пакет",
  pieces: "Части пакета",
  empty: "Пакетов ещё не было",
  emptyWhy: "Каждый текст или запись станет здесь строкой: состояние, результат и причина сбоя.",
  statuses: { waiting: "Ждёт", running: "Выполняется", done: "Готово", failed: "Сбой", cancelled: "Отменено" },
  columns: { number: "№", state: "Состояние", input: "Текст или файл", result: "Результат", time: "Время" },
  attempts: (count: number) => `попытка ${String(count)}`,
  saveZip: "Сохранить всё в ZIP",
  saveForm: (form: TranscriptForm) => `Сохранить ${form.toUpperCase()}`,
  packing: "Упаковываем звук",
  unsaved: "Результаты живут в этой вкладке: сохраните их, прежде чем закрыть её.",
  details: (number: string) => `Часть ${number}`,
  chooseRow: "Выберите строку, чтобы увидеть и услышать её.",
  fileFailed: "Запись не удалось прочитать",
  savePiece: "Сохранить",
} satisfies typeof en;

/** The words of the batch. */
export const batchText: Dictionary<typeof en> = { en, ru };
