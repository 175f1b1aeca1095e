import type { Confidence } from "../../diagnosis/evidence.ts";
import type { Actor } from "../../diagnosis/who-can-act.ts";
import type { GroupStateName } from "../../app/error-groups/group-notes.ts";
import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";
import { counted, plural } from "../../kit/i18n/plural.ts";

const calls = { one: "call", other: "calls" };
const en = {
  reading: "Reading the log…",
  unreadable: "Couldn’t read the log",
  missing: "No such group in this log",
  missingWhy:
    "The log may have been cleared, or other calls are shown now, or a grouping rule has changed. The link may also be of another log.",
  toErrors: "All error groups",
  back: "Errors",
  show: (count: number) => `Show ${counted("en", count, calls)}`,
  figures: "Figures of the group",
  calls: (count: number) => plural("en", count, calls),
  ofOperation: (name: string) => `of ${name} calls`,
  sessions: (count: number) => plural("en", count, { one: "session", other: "sessions" }),
  firstSeen: "first seen",
  lastSeen: "last seen",
  versions: "console versions",
  counting: "Counting…",

  differs: "What differs",
  against: (failed: number, good: number) =>
    `${counted("en", failed, { one: "failure", other: "failures" })} against ${counted("en", good, calls)} that ended well`,
  openDiffers: "Open in Logs",
  noGood: "No call of this kind ended well, so there is nothing to compare with.",

  trend: "Trend",
  perStretch: (length: string) => `failed calls in ${length}`,
  trendSummary: (count: number, times: string) => `${counted("en", count, calls)} failed, ${times}`,
  trendFile: "error-group-trend",
  stretch: "time",
  allCalls: "calls of this kind",
  changes: "Releases and changes of settings",
  noChanges: "The log has no release and no change of settings.",
  changed: {
    version: (before: string, now: string) => `console ${before} → ${now}`,
    settings: (names: string) => `settings: ${names}`,
    models: "other models on the platform",
  },
  beforeAfter: (before: string, after: string) => `${before} failed so before, ${after} after`,
  share: (share: string, failures: string, all: string) => `${share} (${failures} of ${all})`,
  leftOut: (count: number) => `${counted("en", count, { one: "earlier change", other: "earlier changes" })} not marked`,

  examples: "Side by side",
  examplesWhy: "a failed call and the good one that is most like it",
  newer: "Newer failed call",
  older: "Older failed call",
  place: (at: string, all: string) => `${at} of ${all}, newest first`,
  field: "Field",
  failed: "Failed",
  good: "Went well",
  noGoodCall: "No call of this kind went well",
  differsMark: "differs",
  none: "none",
  equal: (count: number) => counted("en", count, { one: "equal field", other: "equal fields" }),
  openCall: "Open the call",

  cause: "Cause",
  confidence: {
    certain: "certain",
    likely: "likely",
    possible: "possible",
    none: "not known",
  } satisfies Record<Confidence, string>,
  looking: "Looking for the cause…",
  noCause: "The log does not tell why these calls failed.",
  agree: (agree: number, looked: number) =>
    `In ${String(agree)} of ${counted("en", looked, { one: "call", other: "calls" })} that were looked at.`,
  supports: "For it",
  contradicts: "Against it",
  nothingAgainst: "Nothing found",
  notKnown: "Not known",
  everythingKnown: "Nothing open",
  orElse: (title: string) => `Whether it is rather: ${title}`,
  disagreeing: (count: number) =>
    `${counted("en", count, { one: "call that was looked at has", other: "calls that were looked at have" })} another cause`,
  untried: (count: number) => `${counted("en", count, { one: "cell", other: "cells" })} of the table had no call`,
  besideGood: (same: string, other: string) => `${same}, but not ${other}: goes well`,
  besideBad: (same: string, other: string) => `${same}, but not ${other}: fails as well`,
  ofCalls: (good: string, all: string) => `${good} of ${all}`,
  next: "Next step",
  replay: "Replay the failed call…",

  actors: "Who can act",
  actor: {
    user: "You",
    gateway_operator: "Gateway operator",
    platform_operator: "Platform operator",
  } satisfies Record<Actor, string>,
  removes: (title: string) => `Remove the cause: ${title}. Times and IDs are in the text below.`,
  helps: "Can help: send the text below.",
  avoids: (condition: string, good: string, all: string) =>
    `Meanwhile, do without ${condition}: ${good} of ${all} such calls went well.`,
  sends: "Send the text below to the gateway’s operator.",
  nothingToDo: "Nothing to do",
  nobody: "Who ended these calls is not known. Check connection tells which part of the way is at fault.",
  check: "Check connection",

  letter: "Text to send",
  letterLanguage: "Language of the text",
  copyText: "Copy text",
  bundle: "Make bundle…",

  note: "State and note",
  state: "State",
  states: { open: "Open", known: "Known", resolved: "Resolved" } satisfies Record<GroupStateName, string>,
  cameBack: "came back",
  cameBackWhy: "A call failed so after the group was marked as resolved.",
  noteLabel: "Note",
  noteHint: "Ticket, and what was agreed. Goes into bundles of this log.",
  refused: "Not saved: a secret in use stands in the note.",
};

export type ErrorGroupText = typeof en;

const ruCalls = { one: "вызов", few: "вызова", many: "вызовов" };
const ru = {
  reading: "Читаем журнал…",
  unreadable: "Не удалось прочитать журнал",
  missing: "В этом журнале нет такой группы",
  missingWhy:
    "Возможно, журнал очищен, показаны другие вызовы или изменилось правило группировки. Ссылка может быть и из другого журнала.",
  toErrors: "Все группы ошибок",
  back: "Ошибки",
  show: (count: number) => `Показать ${counted("ru", count, ruCalls)}`,
  figures: "Числа группы",
  calls: (count: number) => plural("ru", count, ruCalls),
  ofOperation: (name: string) => `всех вызовов ${name}`,
  sessions: (count: number) => plural("ru", count, { one: "сеанс", few: "сеанса", many: "сеансов" }),
  firstSeen: "впервые",
  lastSeen: "в последний раз",
  versions: "версии консоли",
  counting: "Считаем…",

  differs: "Что отличается",
  against: (failed: number, good: number) =>
    `${counted("ru", failed, { one: "ошибка", few: "ошибки", many: "ошибок" })} против ${counted("ru", good, { one: "успешного вызова", few: "успешных вызовов", many: "успешных вызовов" })}`,
  openDiffers: "Открыть в журнале",
  noGood: "Ни один вызов этого вида не завершился успешно: сравнивать не с чем.",

  trend: "Динамика",
  perStretch: (length: string) => `вызовы с ошибкой за ${length}`,
  trendSummary: (count: number, times: string) => `С ошибкой ${counted("ru", count, ruCalls)}, ${times}`,
  trendFile: "динамика-группы-ошибок",
  stretch: "время",
  allCalls: "вызовы этого вида",
  changes: "Новые версии и изменения настроек",
  noChanges: "В журнале нет ни новых версий, ни изменений настроек.",
  changed: {
    version: (before: string, now: string) => `консоль ${before} → ${now}`,
    settings: (names: string) => `настройки: ${names}`,
    models: "другие модели на платформе",
  },
  beforeAfter: (before: string, after: string) => `с этой ошибкой ${before} до, ${after} после`,
  share: (share: string, failures: string, all: string) => `${share} (${failures} из ${all})`,
  leftOut: (count: number) =>
    `Не отмечено: ${counted("ru", count, { one: "более раннее изменение", few: "более ранних изменения", many: "более ранних изменений" })}`,

  examples: "Сравнение вызовов",
  examplesWhy: "вызов с ошибкой и самый похожий на него успешный",
  newer: "Более новый вызов с ошибкой",
  older: "Более старый вызов с ошибкой",
  place: (at: string, all: string) => `${at} из ${all}, сначала новые`,
  field: "Поле",
  failed: "С ошибкой",
  good: "Успешный",
  noGoodCall: "Успешных вызовов этого вида нет",
  differsMark: "отличается",
  none: "нет",
  equal: (count: number) =>
    counted("ru", count, { one: "одинаковое поле", few: "одинаковых поля", many: "одинаковых полей" }),
  openCall: "Открыть вызов",

  cause: "Причина",
  confidence: { certain: "точно", likely: "вероятно", possible: "возможно", none: "не установлена" },
  looking: "Выясняем причину…",
  noCause: "По журналу не видно, почему эти вызовы завершились с ошибкой.",
  agree: (agree: number, looked: number) =>
    `У ${String(agree)} из ${counted("ru", looked, { one: "просмотренного вызова", few: "просмотренных вызовов", many: "просмотренных вызовов" })}.`,
  supports: "За",
  contradicts: "Против",
  nothingAgainst: "Ничего не найдено",
  notKnown: "Неизвестно",
  everythingKnown: "Открытых вопросов нет",
  orElse: (title: string) => `Не это ли: ${title}`,
  disagreeing: (count: number) =>
    `У ${counted("ru", count, { one: "просмотренного вызова", few: "просмотренных вызовов", many: "просмотренных вызовов" })} другая причина`,
  untried: (count: number) =>
    `Без вызовов ${counted("ru", count, { one: "клетка", few: "клетки", many: "клеток" })} таблицы`,
  besideGood: (same: string, other: string) => `${same}, но не ${other}: успешно`,
  besideBad: (same: string, other: string) => `${same}, но не ${other}: тоже с ошибкой`,
  ofCalls: (good: string, all: string) => `${good} из ${all}`,
  next: "Что делать",
  replay: "Повторить вызов с ошибкой…",

  actors: "Кто может помочь",
  actor: { user: "Вы", gateway_operator: "Оператор шлюза", platform_operator: "Оператор платформы" },
  removes: (title: string) => `Устранить причину: ${title}. Время и ID — в тексте ниже.`,
  helps: "Тоже может помочь: отправьте текст ниже.",
  avoids: (condition: string, good: string, all: string) =>
    `Пока обойдитесь без ${condition}: успешны ${good} из ${all} таких вызовов.`,
  sends: "Отправьте текст ниже оператору шлюза.",
  nothingToDo: "Делать ничего не нужно",
  nobody: "Кто завершил эти вызовы, не установлено. Проверка соединения покажет, на каком участке сбой.",
  check: "Проверить соединение",

  letter: "Текст для отправки",
  letterLanguage: "Язык текста",
  copyText: "Скопировать текст",
  bundle: "Собрать пакет…",

  note: "Состояние и заметка",
  state: "Состояние",
  states: { open: "Открыта", known: "Известна", resolved: "Решена" },
  cameBack: "вернулась",
  cameBackWhy: "После того как группа отмечена решённой, вызов снова завершился с этой ошибкой.",
  noteLabel: "Заметка",
  noteHint: "Номер заявки и о чём договорились. Входит в пакеты этого журнала.",
  refused: "Не сохранено: в заметке есть действующий секрет.",
} satisfies typeof en;

/** The words of the page about one group of failed calls. */
export const errorGroupText: Dictionary<typeof en> = { en, ru };
