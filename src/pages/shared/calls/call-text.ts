import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";

const en = {
  requestId: "Request ID",
  requestIdTitle: "The call’s ID in this console’s log",
  serverRequestId: "Server request ID",
  serverRequestIdTitle: "The call’s ID on the platform",
  workflowId: "Workflow ID",
  shortcut: "Ctrl+Enter starts, Esc cancels",
  cancelled: "Cancelled.",
  failed: "Failed, see below.",
  note: "Note from the platform",
  chosenByPlatform: "Chosen by the platform",
  notStated: "not reported",
};

const ru = {
  requestId: "ID запроса",
  requestIdTitle: "ID вызова в журнале этой консоли",
  serverRequestId: "ID запроса на сервере",
  serverRequestIdTitle: "ID вызова на платформе",
  workflowId: "ID сценария",
  shortcut: "Ctrl+Enter — запустить, Esc — отменить",
  cancelled: "Отменено.",
  failed: "Не получилось, подробности ниже.",
  note: "Сообщение платформы",
  chosenByPlatform: "Выбирает платформа",
  notStated: "нет данных",
} satisfies typeof en;

/** What every page says about a call and its answer. A page spreads it into its own dictionary. */
export const callText: Dictionary<typeof en> = { en, ru };
