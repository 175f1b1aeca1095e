import type { Actor } from "../../diagnosis/who-can-act.ts";
import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";
import { counted } from "../../kit/i18n/plural.ts";

const en = {
  all: "all services",
  of: "of",
  and: "and",
  quote: (words: string) => `“${words}”`,
  failed: (what: string, count: string, all: number, times: string, sessions: string) =>
    `${what}: ${count} of ${counted("en", all, { one: "call", other: "calls" })} failed, ${times}, in ${sessions}.`,
  sessions: (count: number) => counted("en", count, { one: "session", other: "sessions" }),
  endpoint: (address: string) => `Endpoint: ${address}`,
  error: "Error:",
  shared: (condition: string, share: string) => `Calls with ${condition}: ${share} failed.`,
  elsewhere: (what: string, share: string) => `All other calls of ${what}: ${share} failed.`,
  beside: (same: string, other: string, share: string) => `With ${same}, but not ${other}: ${share} went well.`,
  cause: {
    certain: (title: string, why: string) => `Cause: ${title}. ${why}`,
    likely: (title: string, why: string) => `Most likely cause: ${title}. ${why}`,
    possible: (title: string, why: string) => `Possible cause: ${title}. ${why}`,
  },
  serverIds: "Server request IDs:",
  noServerIds: "There are no server request IDs: no answer of the platform came with one.",
  requestIds: "Request IDs:",
  more: (count: string) => `and ${count} more`,
  next: (words: string) => `Next step: ${words}`,
  ask: {
    user: "Please check what these calls ask for.",
    gateway_operator: "Please look for these calls in the gateway’s log.",
    platform_operator: "Please look for these IDs in the platform’s log.",
    unknown: "Who ended these calls is not known. Please look for the IDs in your log.",
  } satisfies Record<Actor | "unknown", string>,
};

const ru = {
  all: "все службы",
  of: "из",
  and: "и",
  quote: (words: string) => `«${words}»`,
  failed: (what: string, count: string, all: number, times: string, sessions: string) =>
    `${what}: с ошибкой ${count} из ${counted("ru", all, { one: "вызова", few: "вызовов", many: "вызовов" })}, ${times}, в ${sessions}.`,
  sessions: (count: number) => counted("ru", count, { one: "сеансе", few: "сеансах", many: "сеансах" }),
  endpoint: (address: string) => `Адрес: ${address}`,
  error: "Ошибка:",
  shared: (condition: string, share: string) => `Вызовы, где ${condition}: с ошибкой ${share}.`,
  elsewhere: (what: string, share: string) => `Остальные вызовы ${what}: с ошибкой ${share}.`,
  beside: (same: string, other: string, share: string) => `Где ${same}, но не ${other}: успешны ${share}.`,
  cause: {
    certain: (title: string, why: string) => `Причина: ${title}. ${why}`,
    likely: (title: string, why: string) => `Вероятная причина: ${title}. ${why}`,
    possible: (title: string, why: string) => `Возможная причина: ${title}. ${why}`,
  },
  serverIds: "ID запросов на сервере:",
  noServerIds: "ID запросов на сервере нет: ни один ответ платформы их не принёс.",
  requestIds: "ID запросов:",
  more: (count: string) => `и ещё ${count}`,
  next: (words: string) => `Что сделать: ${words}`,
  ask: {
    user: "Проверьте, пожалуйста, что запрашивают эти вызовы.",
    gateway_operator: "Найдите, пожалуйста, эти вызовы в журнале шлюза.",
    platform_operator: "Найдите, пожалуйста, эти ID в журнале платформы.",
    unknown: "Кто завершил эти вызовы, не установлено. Найдите, пожалуйста, эти ID в своём журнале.",
  },
} satisfies typeof en;

/** The words of a text about a group of failures that is sent to somebody. */
export const letterText: Dictionary<typeof en> = { en, ru };
