import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";
import { counted } from "../../kit/i18n/plural.ts";

const callForms = { one: "call", other: "calls" };
const callFormsRu = { one: "вызов", few: "вызова", many: "вызовов" };

const en = {
  back: "Logs",
  kind: { session: "Session", workflow: "Workflow" },
  copyId: "Copy the ID",
  reading: "Reading the log…",
  unreadable: "Couldn’t read the log",
  missing: { session: "No session with this ID in the log", workflow: "No workflow with this ID in the log" },
  missingWhy: "It may have been rotated out of the log, be in another log, or be spelled differently.",
  search: "Search for it in Logs",
  openLog: "Open another log with the picker above.",
  noCalls: { session: "No calls in this session", workflow: "No calls in this workflow" },
  noCallsWhy: "It has events, but none of them is of a call.",
  events: (count: number) => `${counted("en", count, { one: "event", other: "events" })} in Logs`,
  inLogs: (count: number) => `${counted("en", count, callForms)} in Logs`,

  figures: {
    calls: "Calls",
    failed: "Failed",
    length: "From first to last",
    idle: "Nothing under way",
    idleWhy: "Time in which no call was under way. A call without an end in the log counts as a moment.",
    duration: "All calls together",
    durationWhy: "Calls that run beside one another count each.",
    received: "Received",
    audio: "Audio",
  },
  failedOf: (failed: string, share: string) => `${failed} (${share})`,
  untimed: (count: number) =>
    counted("en", count, {
      one: "call has no time and stands in no order",
      other: "calls have no time and stand in no order",
    }),

  stages: "Stages",
  stage: {
    start: "started",
    paused: "paused",
    resumed: "resumed",
    success: "succeeded",
    failed: "failed",
    cancelled: "cancelled",
  } as Record<string, string>,
  stageColumns: { stage: "Stage", time: "Time", duration: "Since its start", message: "Message" },

  firstFailure: "What failed first",
  firstFailed: (operation: string, time: string) => `${operation} failed at ${time}`,
  laterFailed: (failed: string, calls: number) =>
    calls === 0
      ? "No call that ended began after it."
      : `Of the ${counted("en", calls, callForms)} that began after it, ${failed} failed.`,
  noFailure: "No call failed.",

  services: "Services",
  serviceColumns: {
    service: "Service",
    calls: "Calls",
    failed: "Failed",
    cancelled: "Cancelled",
    unfinished: "Unfinished",
    duration: "Time",
    received: "Received",
    audio: "Audio",
  },
  noService: "Not named in the log",
  all: "All",

  followings: "What follows a failure",
  followingsWhy:
    "For each failure of a service: did the next call of a service fail, too? Counted until its own service has ended another call. After a success stands beside it. What follows need not be caused.",
  followingColumns: {
    earlier: "After a failure of",
    later: "Next call of",
    failed: "Failed",
    otherwise: "After a success",
    judgement: "Judgement",
  },
  ofCalls: (failed: string, calls: string) => `${failed} of ${calls}`,
  thin: "few",
  thinWhy: "Few: fewer than five failures were followed: too few to say something.",
  certain: "more often",
  certainWhy:
    "More often: than after a success, and beyond coincidence (Fisher’s exact test, corrected for all pairs).",
  morePairs: (count: number) =>
    counted("en", count, {
      one: "more pair, with fewer failures, is left out.",
      other: "more pairs, with fewer failures, are left out.",
    }),
  noFollowings: "No failure was followed by another call.",
  otherServices: (count: number) =>
    counted("en", count, { one: "rarer service is left out.", other: "rarer services are left out." }),

  lanes: {
    title: "All calls by service",
    label: "When calls of each service began; Enter or a click shows the calls of a moment below",
    failed: (service: string) => `${service}, failed`,
    calls: (count: number) => counted("en", count, callForms),
  },
  waterfall: "Calls on one time axis",
  shown: (from: string, to: string, all: string) => `${from}–${to} of ${all}`,
  earlier: "Earlier calls",
  later: "Later calls",
  waterfallColumns: {
    call: "Call",
    time: "Began",
    waited: "What stood before it",
    axis: "When it ran",
    length: "Time",
    outcome: "Outcome",
  },
  waited: {
    first: "nothing",
    after: (length: string, operation: string) => `${length} after ${operation}`,
    earlierCall: "an earlier call",
    beside: (count: number) => `beside ${counted("en", count, callForms)}`,
  },
  noTime: "no time",
  legend: "A dotted line: nothing was under way since the call before it had ended. An open bar: no end in the log.",
  longestIdle: "Longest pauses",
  idleBefore: (length: string, time: string) => `${length} before ${time}`,
  showIdle: "Show the calls around it",
};

const ru = {
  back: "Журнал",
  kind: { session: "Сеанс", workflow: "Сценарий" },
  copyId: "Копировать ID",
  reading: "Журнал читается…",
  unreadable: "Не удалось прочитать журнал",
  missing: { session: "В журнале нет сеанса с этим ID", workflow: "В журнале нет сценария с этим ID" },
  missingWhy: "Он мог быть удалён при ротации, стоять в другом журнале или писаться иначе.",
  search: "Искать его в журнале",
  openLog: "Другой журнал можно открыть кнопкой сверху.",
  noCalls: { session: "В этом сеансе нет вызовов", workflow: "В этом сценарии нет вызовов" },
  noCallsWhy: "События у него есть, но ни одно не относится к вызову.",
  events: (count: number) => `${counted("ru", count, { one: "событие", few: "события", many: "событий" })} в журнале`,
  inLogs: (count: number) => `${counted("ru", count, callFormsRu)} в журнале`,

  figures: {
    calls: "Вызовы",
    failed: "С ошибкой",
    length: "От первого до последнего",
    idle: "Ничего не шло",
    idleWhy: "Время, когда не шёл ни один вызов. Вызов, конца которого в журнале нет, считается мгновением.",
    duration: "Все вызовы вместе",
    durationWhy: "Вызовы, идущие одновременно, считаются каждый.",
    received: "Получено",
    audio: "Звук",
  },
  failedOf: (failed: string, share: string) => `${failed} (${share})`,
  untimed: (count: number) =>
    counted("ru", count, {
      one: "вызов не имеет времени и места в порядке",
      few: "вызова не имеют времени и места в порядке",
      many: "вызовов не имеют времени и места в порядке",
    }),

  stages: "Этапы",
  stage: {
    start: "начат",
    paused: "приостановлен",
    resumed: "продолжен",
    success: "выполнен",
    failed: "ошибка",
    cancelled: "отменён",
  } as Record<string, string>,
  stageColumns: { stage: "Этап", time: "Время", duration: "От начала", message: "Сообщение" },

  firstFailure: "Что отказало первым",
  firstFailed: (operation: string, time: string) => `${operation}: ошибка в ${time}`,
  laterFailed: (failed: string, calls: number) =>
    calls === 0
      ? "После неё не начался ни один вызов, который закончился."
      : `После неё: ${counted("ru", calls, callFormsRu)}, из них с ошибкой: ${failed}.`,
  noFailure: "Ни один вызов не завершился ошибкой.",

  services: "Сервисы",
  serviceColumns: {
    service: "Сервис",
    calls: "Вызовы",
    failed: "Ошибки",
    cancelled: "Отмены",
    unfinished: "Без конца",
    duration: "Время",
    received: "Получено",
    audio: "Звук",
  },
  noService: "Не назван в журнале",
  all: "Все",

  followings: "Что следует за ошибкой",
  followingsWhy:
    "Для каждой ошибки сервиса: кончился ли ошибкой и следующий вызов сервиса? Считается, пока у первого сервиса не закончился другой вызов. Рядом — то же после успеха. Следовать ещё не значит быть причиной.",
  followingColumns: {
    earlier: "После ошибки",
    later: "Следующий вызов",
    failed: "С ошибкой",
    otherwise: "После успеха",
    judgement: "Оценка",
  },
  ofCalls: (failed: string, calls: string) => `${failed} из ${calls}`,
  thin: "мало",
  thinWhy: "Мало: следующий вызов был меньше чем у пяти ошибок: слишком мало, чтобы о чём-то судить.",
  certain: "чаще",
  certainWhy: "Чаще: чем после успеха, и это не случайность (точный тест Фишера с поправкой на все пары).",
  morePairs: (count: number) =>
    counted("ru", count, {
      one: "пара, где ошибок меньше, не показана.",
      few: "пары, где ошибок меньше, не показаны.",
      many: "пар, где ошибок меньше, не показаны.",
    }),
  noFollowings: "Ни за одной ошибкой не следовал другой вызов.",
  otherServices: (count: number) =>
    counted("ru", count, {
      one: "редкий сервис не учтён.",
      few: "редких сервиса не учтены.",
      many: "редких сервисов не учтены.",
    }),

  lanes: {
    title: "Все вызовы по сервисам",
    label: "Когда начинались вызовы каждого сервиса; Enter или щелчок покажет вызовы этого времени ниже",
    failed: (service: string) => `${service}, ошибки`,
    calls: (count: number) => counted("ru", count, callFormsRu),
  },
  waterfall: "Вызовы на одной оси времени",
  shown: (from: string, to: string, all: string) => `${from}–${to} из ${all}`,
  earlier: "Более ранние вызовы",
  later: "Более поздние вызовы",
  waterfallColumns: {
    call: "Вызов",
    time: "Начало",
    waited: "Что было перед ним",
    axis: "Когда он шёл",
    length: "Время",
    outcome: "Исход",
  },
  waited: {
    first: "ничего",
    after: (length: string, operation: string) => `через ${length} после ${operation}`,
    earlierCall: "более раннего вызова",
    beside: (count: number) => `рядом: ${counted("ru", count, callFormsRu)}`,
  },
  noTime: "времени нет",
  legend: "Пунктир: с конца предыдущего вызова ничего не шло. Открытая полоса: конца вызова в журнале нет.",
  longestIdle: "Самые долгие паузы",
  idleBefore: (length: string, time: string) => `${length} до ${time}`,
  showIdle: "Показать вызовы рядом",
} satisfies typeof en;

/** The words of the page about the calls of a session or a workflow. */
export const sessionText: Dictionary<typeof en> = { en, ru };
