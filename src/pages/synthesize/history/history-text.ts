import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";

const en = {
  title: "History",
  remember: "Save texts",
  empty: "Synthesized texts appear here, to play again without a call. They stay in this browser.",
  emptyOff: "Texts aren’t saved. Turn saving on to play them again without a call.",
  broken: "Couldn’t save the history",
  brokenAdvice:
    "The browser blocks storage for this page, it’s full, or a newer version of the console made it. Synthesis still works.",
  replay: (text: string) => `Play again: ${text}`,
  noSound: "The audio was deleted to free space. Synthesize the text again.",
  reuse: (text: string) => `Use this text: ${text}`,
  delete: (text: string) => `Delete: ${text}`,
};

const ru = {
  title: "История",
  remember: "Сохранять тексты",
  empty: "Здесь появятся озвученные тексты: их можно слушать снова без вызова. Они остаются в этом браузере.",
  emptyOff: "Тексты не сохраняются. Включите сохранение, чтобы слушать их снова без вызова.",
  broken: "Не удалось сохранить историю",
  brokenAdvice:
    "Браузер запрещает странице хранить данные, место закончилось, или историю создала более новая версия консоли. Синтез работает и без этого.",
  replay: (text: string) => `Воспроизвести: ${text}`,
  noSound: "Звук удалён, чтобы освободить место. Озвучьте текст заново.",
  reuse: (text: string) => `Взять этот текст: ${text}`,
  delete: (text: string) => `Удалить: ${text}`,
} satisfies typeof en;

/** What the history of speech says. */
export const historyText: Dictionary<typeof en> = { en, ru };
