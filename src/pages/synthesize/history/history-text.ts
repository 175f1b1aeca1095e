import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";

const en = {
  title: "Spoken before",
  remember: "Remember texts",
  clear: "Delete all",
  empty: "What you have spoken will stand here, to be heard again without a call. It stays in this browser.",
  emptyOff: "Texts are not remembered. Switch it on to hear them again without a call; they stay in this browser.",
  broken: "Spoken texts cannot be kept",
  brokenAdvice: "The browser refuses storage to this page, or has no room left. Speech works without it.",
  replay: (text: string) => `Play again: ${text}`,
  noSound: "The sound had to make room; the text can be spoken again",
  reuse: (text: string) => `Put into the form: ${text}`,
  delete: (text: string) => `Delete: ${text}`,
};

const ru = {
  title: "Озвучено раньше",
  remember: "Помнить тексты",
  clear: "Удалить все",
  empty: "Здесь будет то, что вы озвучили: можно слушать снова без вызова. Всё остаётся в этом браузере.",
  emptyOff: "Тексты не запоминаются. Включите, чтобы слушать их снова без вызова; они остаются в этом браузере.",
  broken: "Озвученные тексты негде хранить",
  brokenAdvice: "Браузер не даёт странице хранилища, или место кончилось. Синтез работает и без этого.",
  replay: (text: string) => `Слушать снова: ${text}`,
  noSound: "Звук уступил место другим; текст можно озвучить заново",
  reuse: (text: string) => `Взять в форму: ${text}`,
  delete: (text: string) => `Удалить: ${text}`,
} satisfies typeof en;

/** What the history of speech says. */
export const historyText: Dictionary<typeof en> = { en, ru };
