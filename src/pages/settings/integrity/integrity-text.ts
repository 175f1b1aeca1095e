import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";
import { counted } from "../../../kit/i18n/plural.ts";

const en = {
  title: "Is my log unchanged?",
  hint: "Every sealed megabyte of tts_structured.jsonl gets a hash, linked to the one before. So a changed, missing or added line shows, in this browser and in exported files.",
  limits:
    "This shows tampering, it can’t prevent it: whoever changes log and chain together leaves no trace, unless you noted the last hash elsewhere.",
  verifyLive: "Verify this log",
  verifyFiles: "Verify files…",
  filesHint: "Choose or drop the .jsonl files of a log together with its .chain.json.",
  save: "Save chain",
  script: "Save script",
  audit: "Audit events in Logs",
  running: "Comparing…",
  problems: {
    noChain: "No chain among the files: add the .chain.json saved with the log",
    noLog: "Only a chain: add the .jsonl files it was saved with",
  },
  failed: "Couldn’t compare",
  notSaved: "Couldn’t save",
  saved: (name: string) => `Saved: ${name}`,

  subjects: { live: "This log", files: "These files" },
  whole: (subject: string, lines: number) =>
    `${subject}: ${counted("en", lines, { one: "sealed line", other: "sealed lines" })}, none changed`,
  damaged: (subject: string) => `${subject} differ from the chain`,
  damagedLive: "This log differs from its chain",
  nothing: "Nothing to compare yet",
  nothingLive: "No lines are sealed yet. It happens when a megabyte is written, or 256 kB and nothing comes for 10 s.",
  nothingFiles: "The chain knows no line of these files: they are of another log, or nothing was sealed yet.",
  chainProblems: {
    not_a_chain: "The .chain.json is no chain of a log.",
    newer: "The chain is of a later version of the console. Update it.",
    broken: "The chain itself was changed.",
  },
  brokenAt: (entry: string) => `The first wrong entry is number ${entry}.`,
  changed: (lines: number) => `${counted("en", lines, { one: "line", other: "lines" })} changed`,
  missing: (lines: number) => `${counted("en", lines, { one: "line", other: "lines" })} missing`,
  added: (lines: number) => `${counted("en", lines, { one: "line", other: "lines" })} added`,
  uncovered: (lines: number) =>
    `${counted("en", lines, { one: "line isn’t", other: "lines aren’t" })} sealed, so not covered`,
  absent: (lines: number) =>
    `${counted("en", lines, { one: "line", other: "lines" })} of other parts of the log that aren’t among the files`,
  removals: (times: number, last: string) =>
    `A value was removed ${counted("en", times, { one: "time", other: "times" })} here, last ${last}: that is an entry of the chain, no damage.`,
  cleared: (when: string) => `The log was cleared ${when}; the chain began anew.`,
  begun: (when: string) => `The chain began ${when}.`,

  findings: "What differs",
  file: "File",
  place: "Lines",
  what: "What",
  kinds: { changed: "Changed", missing: "Missing", added: "Added" },
  lineRange: (first: string, last: string) => (first === last ? first : `${first}–${last}`),
  before: (line: string, lines: number) =>
    `${counted("en", lines, { one: "line", other: "lines" })} before line ${line}`,
  ofRemoval: "A value was removed from these lines later",
  more: (shown: number) => `Only the first ${String(shown)} are listed.`,
  head: "Last hash",
};

const ru = {
  title: "Изменён ли журнал?",
  hint: "Каждый записанный мегабайт tts_structured.jsonl фиксируется хешем, связанным с предыдущим. Поэтому изменённая, пропавшая или добавленная строка видна и в этом браузере, и в выгруженных файлах.",
  limits:
    "Это обнаруживает подделку, но не предотвращает её: кто изменит и журнал, и цепочку, не оставит следов. Запишите последний хеш в другом месте — тогда подделка станет видна.",
  verifyLive: "Проверить этот журнал",
  verifyFiles: "Проверить файлы…",
  filesHint: "Выберите или перетащите файлы .jsonl журнала вместе с его .chain.json.",
  save: "Сохранить цепочку",
  script: "Сохранить скрипт",
  audit: "События аудита в журнале",
  running: "Сравнение…",
  problems: {
    noChain: "Среди файлов нет цепочки: добавьте .chain.json, сохранённый вместе с журналом",
    noLog: "Здесь только цепочка: добавьте файлы .jsonl, с которыми она сохранена",
  },
  failed: "Не удалось сравнить",
  notSaved: "Не удалось сохранить",
  saved: (name: string) => `Сохранено: ${name}`,

  subjects: { live: "Этот журнал", files: "Эти файлы" },
  whole: (subject: string, lines: number) =>
    `${subject}: ${counted("ru", lines, { one: "зафиксированная строка", few: "зафиксированные строки", many: "зафиксированных строк" })}, изменений нет`,
  damaged: (subject: string) => `${subject} расходятся с цепочкой`,
  damagedLive: "Этот журнал расходится со своей цепочкой",
  nothing: "Сравнивать пока нечего",
  nothingLive:
    "Ни одна строка ещё не зафиксирована. Это происходит, когда записан мегабайт, либо 256 кБ и затем 10 секунд ничего не приходит.",
  nothingFiles:
    "Цепочка не знает ни одной строки этих файлов: они из другого журнала, или ничего ещё не зафиксировано.",
  chainProblems: {
    not_a_chain: "Файл .chain.json — не цепочка журнала.",
    newer: "Цепочка создана более новой версией консоли. Обновите её.",
    broken: "Изменена сама цепочка.",
  },
  brokenAt: (entry: string) => `Первая неверная запись — номер ${entry}.`,
  changed: (lines: number) => `Изменено: ${counted("ru", lines, { one: "строка", few: "строки", many: "строк" })}`,
  missing: (lines: number) => `Пропало: ${counted("ru", lines, { one: "строка", few: "строки", many: "строк" })}`,
  added: (lines: number) => `Добавлено: ${counted("ru", lines, { one: "строка", few: "строки", many: "строк" })}`,
  uncovered: (lines: number) =>
    `Ещё не зафиксировано и потому не проверено: ${counted("ru", lines, { one: "строка", few: "строки", many: "строк" })}`,
  absent: (lines: number) =>
    `В других частях журнала, которых нет среди файлов: ${counted("ru", lines, { one: "строка", few: "строки", many: "строк" })}`,
  removals: (times: number, last: string) =>
    `Отсюда ${counted("ru", times, { one: "раз", few: "раза", many: "раз" })} удаляли значение, последний — ${last}: это запись цепочки, а не повреждение.`,
  cleared: (when: string) => `Журнал очищен ${when}, цепочка начата заново.`,
  begun: (when: string) => `Цепочка начата ${when}.`,

  findings: "Что отличается",
  file: "Файл",
  place: "Строки",
  what: "Что",
  kinds: { changed: "Изменены", missing: "Пропали", added: "Добавлены" },
  lineRange: (first: string, last: string) => (first === last ? first : `${first}–${last}`),
  before: (line: string, lines: number) =>
    `${counted("ru", lines, { one: "строка", few: "строки", many: "строк" })} перед строкой ${line}`,
  ofRemoval: "Позже из этих строк удалено значение",
  more: (shown: number) => `Показаны первые ${String(shown)}.`,
  head: "Последний хеш",
} satisfies typeof en;

/** The words of the panel that compares a log with its chain. */
export const integrityText: Dictionary<typeof en> = { en, ru };
