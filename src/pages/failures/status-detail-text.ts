import type { Format } from "../../kit/i18n/format.ts";
import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";
import type { StatusDetail } from "../../logging/attributes/read-status-details.ts";

const en = {
  title: "What the server says of it",
  names: {
    BadRequest: "Wrong field",
    QuotaFailure: "Quota",
    RetryInfo: "Retry after",
    ErrorInfo: "Reason",
    DebugInfo: "Server’s debug text",
  } as Record<string, string>,
  notDecoded: "sent, but of a kind that isn’t read here",
};

const ru = {
  title: "Что сообщил сервер",
  names: {
    BadRequest: "Неверное поле",
    QuotaFailure: "Квота",
    RetryInfo: "Повторить через",
    ErrorInfo: "Причина",
    DebugInfo: "Отладочный текст сервера",
  },
  notDecoded: "пришло, но такой вид здесь не читается",
} satisfies typeof en;

/** Words about the details of a gRPC status. */
export const statusDetailText: Dictionary<typeof en> = { en, ru };

/** A detail as a row: what it is about, and what it says. */
export interface StatusDetailRow {
  name: string;
  subject: string;
  says: string;
}

/** The details of a failed call as rows, in their order. */
export function statusDetailRows(details: readonly StatusDetail[], text: typeof en, format: Format): StatusDetailRow[] {
  return details.map(({ type, subject = "", text: words }) => {
    const seconds = type === "RetryInfo" ? Number(/^retry after ([\d.]+) s$/.exec(words)?.[1] ?? NaN) : NaN;
    const says = Number.isNaN(seconds) ? words : format.duration(seconds * 1000);
    return { name: text.names[type] ?? type, subject, says: says || text.notDecoded };
  });
}
