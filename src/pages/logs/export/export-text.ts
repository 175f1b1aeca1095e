import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";
import { counted } from "../../../kit/i18n/plural.ts";

const en = {
  shown: "What is shown",
  rows: {
    calls: (count: number) => counted("en", count, { one: "call", other: "calls" }),
    events: (count: number) => counted("en", count, { one: "event", other: "events" }),
  },
  ofLines: (count: number) => `(${counted("en", count, { one: "line", other: "lines" })})`,
  support: "For somebody else, without texts, hosts and IDs:",
  bundle: "Support bundle",
  whole: "The whole log",
  nothing: "Nothing is logged yet.",
  forms: {
    jsonl: "Console JSONL",
    original: "Original",
    columns: "CSV, columns of the list",
    fields: "CSV, all fields",
    text: "Text",
    scenario: "Scenario for the embedded platform",
  },
  nothingToPlay: "None of these calls can be played: they didn't end, were cancelled, or aren't the platform's",
  collecting: (done: string) => `${done} collected`,
  redact: (rules: string) => `Apply redaction rules (${rules} on)`,
  redactWhy: "Takes what the rules name out of what is saved; the log stays as it is.",
  chainWhy: "Lines that this changes count as changed when the file is compared with its chain.",
  taken: (count: number) =>
    count === 0
      ? "Redaction rules found nothing to take out."
      : `Redaction rules took out ${counted("en", count, { one: "match", other: "matches" })}.`,
  redacting: (done: string) => `redaction rules applied to ${done}`,
  writing: (done: string) => `${done} written`,
  scanning: (done: string) => `${done} scanned for secrets`,
  share: "Share instead of saving",
  shareWhy: "Hands the file to another app. A kind of file that the browser doesn’t share is saved.",
  shared: (name: string) => `${name} shared`,
  refused: (name: string) => `Not saved: ${name} holds a secret in use`,
  elsewhere: "The same query in other tools",
  tool: "Tool",
  gives: (count: string) => `Gives ${count} here`,
  program: "Program",
  copyProgram: "Copy the program",
  command: "Command",
  copyCommand: "Copy the command",
  howToRun: {
    jq: "Save the program as rows.jq beside the Console JSONL, oldest file first, and run:",
    duckdb: "Save the program as rows.sql beside the Console JSONL, and run:",
  },
};

const ru = {
  shown: "То, что показано",
  rows: {
    calls: (count: number) => counted("ru", count, { one: "вызов", few: "вызова", many: "вызовов" }),
    events: (count: number) => counted("ru", count, { one: "событие", few: "события", many: "событий" }),
  },
  ofLines: (count: number) => `(${counted("ru", count, { one: "строка", few: "строки", many: "строк" })})`,
  support: "Чтобы отправить кому-то без текстов, адресов и ID:",
  bundle: "Пакет для поддержки",
  whole: "Весь журнал",
  nothing: "Пока ничего не записано.",
  forms: {
    jsonl: "Console JSONL",
    original: "Оригинал",
    columns: "CSV, столбцы списка",
    fields: "CSV, все поля",
    text: "Текст",
    scenario: "Сценарий для встроенной платформы",
  },
  nothingToPlay: "Повторить нечего: эти вызовы не завершились, были отменены или шли не к платформе",
  collecting: (done: string) => `собрано ${done}`,
  redact: (rules: string) => `Применить правила маскирования (включено: ${rules})`,
  redactWhy: "То, что описано правилами, не попадёт в файл; сам журнал не изменится.",
  chainWhy: "При сверке файла с цепочкой такие строки будут считаться изменёнными.",
  taken: (count: number) =>
    count === 0
      ? "По правилам маскирования скрывать было нечего."
      : `По правилам маскирования скрыто ${counted("ru", count, { one: "совпадение", few: "совпадения", many: "совпадений" })}.`,
  redacting: (done: string) => `маскирование: ${done}`,
  writing: (done: string) => `записано ${done}`,
  scanning: (done: string) => `проверено на секреты: ${done}`,
  share: "Поделиться вместо сохранения",
  shareWhy: "Передаёт файл другому приложению. Если браузер такие файлы не передаёт, файл сохраняется.",
  shared: (name: string) => `${name} передан`,
  refused: (name: string) => `Не сохранено: в ${name} есть действующий секрет`,
  elsewhere: "Тот же запрос в других программах",
  tool: "Инструмент",
  gives: (count: string) => `Здесь это ${count}`,
  program: "Программа",
  copyProgram: "Скопировать программу",
  command: "Команда",
  copyCommand: "Скопировать команду",
  howToRun: {
    jq: "Сохраните программу как rows.jq рядом с Console JSONL и запустите, сначала самый старый файл:",
    duckdb: "Сохраните программу как rows.sql рядом с Console JSONL и запустите:",
  },
} satisfies typeof en;

/** The words of the export. */
export const exportText: Dictionary<typeof en> = { en, ru };
