import type { BatchItem } from "../../../audiokit/workflows/batch.ts";
import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";
import { counted } from "../../../kit/i18n/plural.ts";
import type { TranscriptForm } from "./batch-results.ts";
import type { BatchSource } from "./batch-flow.svelte.ts";
import type { BatchText } from "./parse-texts.ts";

type Status = BatchItem<unknown, unknown>["status"];

const texts = (count: number) => counted("en", count, { one: "text", other: "texts" });
const files = (count: number) => counted("en", count, { one: "recording", other: "recordings" });

const en = {
  source: "Input",
  sources: { texts: "Texts", files: "Recordings" } satisfies Record<BatchSource, string>,
  lines: "Texts, one per line",
  linesPlaceholder: "Good morning.\nYour order is on its way.",
  linesHint: "Or drop .txt and .csv files anywhere on the page. CSV columns: text, voice and file.",
  chooseTexts: "Choose .txt or .csv",
  chooseFiles: "Choose recordings",
  dropTexts: "Drop to add the texts",
  dropFiles: "Drop to add the recordings",
  filesEmpty: "Drop recordings here",
  filesEmptyWhy: "Each recording gets its own transcript.",
  remove: (name: string) => `Remove ${name}`,
  listLine: (count: number, encoding: string) => `${texts(count)}, ${encoding}`,
  textless: (name: string, count: number) =>
    `${name}: ${counted("en", count, { one: "row has", other: "rows have" })} no text and will be skipped`,
  textlessWhy: "Add the text to the file and drop it again, or continue without these rows.",
  row: (line: string, story: string) => `Line ${line}: ${story}`,
  textlessRest: (count: number) => `and ${counted("en", count, { one: "more row", other: "more rows" })}`,
  problems: (name: string, count: number) =>
    `${name}: check ${counted("en", count, { one: "line", other: "lines" })} before you run the batch`,
  problemsWhy: "Put texts with separators or quotes in quotes, or continue with the rows as the preview shows them.",
  unclosedQuote: "a quote isn’t closed; it was read as part of the text",
  moreCells: (cells: string) => `behind the last column and not read: ${cells}`,
  preview: (name: string) => `Preview of ${name}`,
  previewColumns: { text: "Text", voice: "Voice", fileName: "File name" } satisfies Record<keyof BatchText, string>,
  previewColumn: (what: string, column: string | number) =>
    typeof column === "number" ? `${what} (column ${String(column)})` : `${what} (column “${column}”)`,
  unread: (columns: readonly string[]) => `Columns not read: ${columns.join(", ")}`,
  total: (source: BatchSource, count: number) => (source === "texts" ? texts(count) : files(count)),
  tooMany: (most: string) => `A batch has at most ${most}: this tab stores its results. Split the list.`,
  needs: {
    texts: "Enter or drop texts first.",
    files: "Choose or drop recordings first.",
  } satisfies Record<BatchSource, string>,
  clear: "Remove all",
  concurrency: "Parallel calls",
  concurrencyWhy: "Items processed at once. The embedded engines gain little from more than two.",
  start: "Run batch",
  retry: (count: number) => `Retry ${String(count)} unfinished`,
  running: "Running the batch",
  paused: "Paused: started items will finish",
  ended: "Batch finished",
  progress: (done: number, total: number, failed: number) =>
    `${String(done)} of ${String(total)} done${failed > 0 ? `, ${String(failed)} failed` : ""}`,
  batch: "Batch",
  pieces: "Batch items",
  empty: "No batches yet",
  emptyWhy: "Each text or recording gets a row with its state, result and reason for failure.",
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
  packing: "Creating the ZIP file",
  unsaved: "Results are kept in this tab only. Save them before closing it.",
  details: (number: string) => `Item ${number}`,
  chooseRow: "Select a row to see and play its result.",
  fileFailed: "Couldn’t read the recording",
};

const ruTexts = (count: number) => counted("ru", count, { one: "текст", few: "текста", many: "текстов" });
const ruFiles = (count: number) => counted("ru", count, { one: "запись", few: "записи", many: "записей" });

const ru = {
  source: "Исходные данные",
  sources: { texts: "Тексты", files: "Записи" },
  lines: "Тексты, по одному в строке",
  linesPlaceholder: "Доброе утро.\nВаш заказ уже в пути.",
  linesHint: "Или перетащите на страницу файлы .txt и .csv. Столбцы CSV: text, voice и file.",
  chooseTexts: "Выбрать .txt или .csv",
  chooseFiles: "Выбрать записи",
  dropTexts: "Отпустите, чтобы добавить тексты",
  dropFiles: "Отпустите, чтобы добавить записи",
  filesEmpty: "Перетащите записи сюда",
  filesEmptyWhy: "Каждая запись получит свою расшифровку.",
  remove: (name: string) => `Убрать ${name}`,
  listLine: (count: number, encoding: string) => `${ruTexts(count)}, ${encoding}`,
  textless: (name: string, count: number) =>
    `${name}: ${counted("ru", count, { one: "строка без текста будет пропущена", few: "строки без текста будут пропущены", many: "строк без текста будут пропущены" })}`,
  textlessWhy: "Добавьте текст в файл и перетащите его снова или продолжайте без этих строк.",
  row: (line: string, story: string) => `Строка ${line}: ${story}`,
  textlessRest: (count: number) => `и ещё ${counted("ru", count, { one: "строка", few: "строки", many: "строк" })}`,
  problems: (name: string, count: number) =>
    `${name}: проверьте ${counted("ru", count, { one: "строку", few: "строки", many: "строк" })} перед запуском пакета`,
  problemsWhy: "Заключите тексты с разделителями или кавычками в кавычки или продолжайте со строками из предпросмотра.",
  unclosedQuote: "кавычка не закрыта и прочитана как часть текста",
  moreCells: (cells: string) => `за последним столбцом, не прочитано: ${cells}`,
  preview: (name: string) => `Предпросмотр: ${name}`,
  previewColumns: { text: "Текст", voice: "Голос", fileName: "Имя файла" },
  previewColumn: (what: string, column: string | number) =>
    typeof column === "number" ? `${what} (столбец ${String(column)})` : `${what} (столбец «${column}»)`,
  unread: (columns: readonly string[]) => `Непрочитанные столбцы: ${columns.join(", ")}`,
  total: (source: BatchSource, count: number) => (source === "texts" ? ruTexts(count) : ruFiles(count)),
  tooMany: (most: string) => `В одном пакете не больше ${most}: результаты хранит эта вкладка. Разделите список.`,
  needs: {
    texts: "Сначала введите или перетащите тексты.",
    files: "Сначала выберите или перетащите записи.",
  },
  clear: "Убрать все",
  concurrency: "Параллельные вызовы",
  concurrencyWhy: "Сколько элементов обрабатывается сразу. Встроенным движкам больше двух почти не помогает.",
  start: "Запустить пакет",
  retry: (count: number) => `Повторить незавершённые: ${String(count)}`,
  running: "Пакет выполняется",
  paused: "Пауза: начатое завершится",
  ended: "Пакет завершён",
  progress: (done: number, total: number, failed: number) =>
    `готово ${String(done)} из ${String(total)}${failed > 0 ? `, сбоев ${String(failed)}` : ""}`,
  batch: "Пакет",
  pieces: "Элементы пакета",
  empty: "Пакетов ещё не было",
  emptyWhy: "Для каждого текста или записи появится строка: состояние, результат и причина сбоя.",
  statuses: { waiting: "Ожидает", running: "Выполняется", done: "Готово", failed: "Сбой", cancelled: "Отменено" },
  columns: { number: "№", state: "Состояние", input: "Текст или файл", result: "Результат", time: "Время" },
  attempts: (count: number) => `попытка ${String(count)}`,
  saveZip: "Сохранить всё в ZIP",
  saveForm: (form: TranscriptForm) => `Сохранить ${form.toUpperCase()}`,
  packing: "Создаём файл ZIP",
  unsaved: "Результаты хранятся только в этой вкладке. Сохраните их, прежде чем её закрыть.",
  details: (number: string) => `Элемент ${number}`,
  chooseRow: "Выберите строку, чтобы посмотреть и прослушать результат.",
  fileFailed: "Не удалось прочитать запись",
} satisfies typeof en;

/** The words of the batch. */
export const batchText: Dictionary<typeof en> = { en, ru };
