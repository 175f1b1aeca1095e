import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";
import { counted } from "../../../kit/i18n/plural.ts";

const callForms = { one: "call", other: "calls" };
const en = {
  title: "What differs",
  compare: "Compare",
  twoLogs: "Two logs or ranges",
  kinds: {
    failing: "Failing / other",
    slow: "Slow / fast",
    after: "Before / after",
    session: "One session / others",
    query: "Two filters",
  },
  moment: (zone: string) => `Moment, ${zone}`,
  apply: "Compare",
  chartMoment: "Since the beginning of the chosen range",
  session: "Session",
  noSession: "No call has a session",
  query: "Calls that also match",
  queryHint: "For example service:TTS. They are compared with the other calls of the list.",
  chooseMoment: "Choose the moment",
  chooseQuery: "Type the second filter",
  asking: "Comparing…",
  failed: "Couldn’t compare the calls",

  groups: {
    failing: ["failed", "ended well"],
    slow: ["slow", "fast"],
    after: ["after", "before"],
    session: ["this session", "others"],
    query: ["matching", "others"],
  },
  /** `count` of `all` rows are selected. */
  share: {
    failing: (count: string, all: string) => `${count} of ${all} failed`,
    slow: (count: string, all: string) => `${count} of ${all} slow`,
    after: (count: string, all: string) => `${count} of ${all} after the moment`,
    session: (count: string, all: string) => `${count} of ${all} in this session`,
    query: (count: string, all: string) => `${count} of ${all} match`,
  },
  whenSo: {
    failing: "failed when so",
    slow: "slow when so",
    after: "after when so",
    session: "this session when so",
    query: "matching when so",
  },
  of: (count: string, all: string) => `${count} of ${all}`,
  elsewhere: (share: string) => `elsewhere ${share}`,
  everywhere: "there are no others",
  and: "and",
  filter: (condition: string) => `Filter: ${condition}`,

  nothing: "Nothing stands out",
  noGroup: "There is nothing to compare: one of the two groups is empty.",
  tried: (count: number) => counted("en", count, { one: "condition tried", other: "conditions tried" }),
  calls: (count: number) => counted("en", count, callForms),
  show: "Show these calls",
  copy: "Copy",
  list: "Fields and pairs, strongest first",
  field: "Field or pair",
  chosen: (rank: string) => `Show number ${rank}`,
  pair: "together; neither says as much alone",
  medians: (name: string, selected: string, rest: string) => `${name}median ${selected} against ${rest}`,
  explained: (by: string, share: string) => `explained by ${by}: without it ${share}`,
  explainedAll: (by: string) => `explained by ${by}: there are no calls without it`,
  same: (names: string) => `the same calls: ${names}`,
  few: "few calls",
  perhaps: "Could be chance",
  points: (value: string) => `${value} points`,
  interval: (low: string, high: string) => `${low} to ${high}`,
  more: (count: number) =>
    `${counted("en", count, { one: "more field", other: "more fields" })} without a clear difference`,
  fewer: "Fewer fields",

  summary: (fields: number, tried: number) =>
    `${counted("en", fields, { one: "field", other: "fields" })}, ${counted("en", tried, { one: "condition or pair", other: "conditions and pairs" })} tried. Ranked by the G statistic.`,
  ranking: "how it is ranked",
  rankingWhat:
    "Ranked by G (log-likelihood ratio) over the exact counts of both groups. It grows with the difference and with the number of calls.",
  rankingChance:
    "A difference counts when Fisher’s exact test, with Holm’s correction over everything tried, gives less than 5 %. Above the list it is said only below 1 %, and where it happens at least twice as often as elsewhere.",
  rankingInterval:
    "Below, the difference of both shares in percentage points with its 95 % interval (Newcombe). Retries of one call are counted as calls of their own.",

  matrix: (row: string, column: string) => `By ${row} and ${column}`,
  matrixNote: "Click a cell to filter",
  counting: "Counting…",
  behind: (count: number) => `${counted("en", count, callForms)} behind it`,
  open: "Open in Calls",
  strongest: "Strongest difference",
  whatDiffers: "What differs",
};

export type DiffersText = typeof en;

const ruCalls = { one: "вызов", few: "вызова", many: "вызовов" };
const ru = {
  title: "Что отличается",
  compare: "Сравнить",
  twoLogs: "Два журнала или диапазона",
  kinds: {
    failing: "С ошибкой / без",
    slow: "Медленные / быстрые",
    after: "До / после",
    session: "Сессия / другие",
    query: "Два фильтра",
  },
  moment: (zone: string) => `Момент, ${zone}`,
  apply: "Сравнить",
  chartMoment: "С начала выбранного диапазона",
  session: "Сессия",
  noSession: "Ни у одного вызова нет сессии",
  query: "Вызовы, которые к тому же подходят под",
  queryHint: "Например, service:TTS. Они сравниваются с остальными вызовами списка.",
  chooseMoment: "Выберите момент",
  chooseQuery: "Введите второй фильтр",
  asking: "Сравниваем…",
  failed: "Не удалось сравнить вызовы",

  groups: {
    failing: ["с ошибкой", "успешные"],
    slow: ["медленные", "быстрые"],
    after: ["после", "до"],
    session: ["эта сессия", "другие"],
    query: ["подходят", "другие"],
  },
  share: {
    failing: (count: string, all: string) => `с ошибкой ${count} из ${all}`,
    slow: (count: string, all: string) => `медленных ${count} из ${all}`,
    after: (count: string, all: string) => `после этого момента ${count} из ${all}`,
    session: (count: string, all: string) => `в этой сессии ${count} из ${all}`,
    query: (count: string, all: string) => `подходит ${count} из ${all}`,
  },
  whenSo: {
    failing: "с ошибкой при этом",
    slow: "медленных при этом",
    after: "после, когда так",
    session: "в сессии, когда так",
    query: "подходит, когда так",
  },
  of: (count: string, all: string) => `${count} из ${all}`,
  elsewhere: (share: string) => `в остальных ${share}`,
  everywhere: "других нет",
  and: "и",
  filter: (condition: string) => `Отобрать: ${condition}`,

  nothing: "Ничего не выделяется",
  noGroup: "Сравнивать нечего: одна из двух групп пуста.",
  tried: (count: number) => `проверено ${counted("ru", count, { one: "условие", few: "условия", many: "условий" })}`,
  calls: (count: number) => counted("ru", count, ruCalls),
  show: "Показать эти вызовы",
  copy: "Копировать",
  list: "Поля и пары, сначала самые сильные",
  field: "Поле или пара",
  chosen: (rank: string) => `Показать номер ${rank}`,
  pair: "вместе: по отдельности каждое говорит меньше",
  medians: (name: string, selected: string, rest: string) => `${name}медиана ${selected} против ${rest}`,
  explained: (by: string, share: string) => `объясняется номером ${by}: без него ${share}`,
  explainedAll: (by: string) => `объясняется номером ${by}: без него вызовов нет`,
  same: (names: string) => `те же вызовы: ${names}`,
  few: "мало вызовов",
  perhaps: "Может быть случайностью",
  points: (value: string) => `${value} п. п.`,
  interval: (low: string, high: string) => `от ${low} до ${high}`,
  more: (count: number) =>
    `Ещё ${counted("ru", count, { one: "поле", few: "поля", many: "полей" })} без явного отличия`,
  fewer: "Меньше полей",

  summary: (fields: number, tried: number) =>
    `${counted("ru", fields, { one: "поле", few: "поля", many: "полей" })}; проверено ${counted("ru", tried, { one: "условие", few: "условия", many: "условий" })}, и поодиночке, и парами. Порядок — по статистике G.`,
  ranking: "порядок",
  rankingWhat:
    "Порядок — по статистике G (отношение правдоподобия) на точных количествах обеих групп. Она растёт и с отличием, и с числом вызовов.",
  rankingChance:
    "Отличие засчитывается, если точный тест Фишера с поправкой Холма на всё проверенное даёт меньше 5 %. Над списком оно называется, только если меньше 1 % и если так бывает хотя бы вдвое чаще, чем в остальных.",
  rankingInterval:
    "Ниже — разница долей в процентных пунктах с интервалом 95 % (Ньюкомб). Повторы одного вызова считаются отдельными вызовами.",

  matrix: (row: string, column: string) => `По ${row} и ${column}`,
  matrixNote: "Щелчок по клетке — отбор",
  counting: "Считаем…",
  behind: (count: number) => `За этим ${counted("ru", count, ruCalls)}`,
  open: "Открыть в вызовах",
  strongest: "Самое сильное отличие",
  whatDiffers: "Что отличается",
} satisfies typeof en;

/** The words of the comparison of two groups of rows. */
export const differsText: Dictionary<typeof en> = { en, ru };
