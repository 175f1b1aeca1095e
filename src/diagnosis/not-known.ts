import type { CauseText } from "./rule.ts";

/** The cause of a failure for which the evidence is not enough. */
export const notKnown = "not_known";

/** Text shown when no cause is named. */
export const notKnownText: Record<"en" | "ru", CauseText> = {
  en: {
    title: "The cause is not known",
    why: "What was logged about this call is not enough to name one.",
    next: "Try again. If it keeps happening, run Check connection and give the request IDs and the log to support.",
  },
  ru: {
    title: "Причина не установлена",
    why: "Записанного об этом вызове недостаточно, чтобы её назвать.",
    next: "Попробуйте ещё раз. Если ошибка повторяется, проверьте соединение и передайте поддержке ID запроса и журнал.",
  },
};
