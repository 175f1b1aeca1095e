import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";

const en = {
  newer: (things: string) => `Made by a newer version of the console: ${things}`,
  why: "This older one does not read or change that: open the newer version again, and everything is there. Reload this page to get it.",
  reload: "Reload",
  archive: "the archive",
  recordings: "saved recordings",
  spoken: "spoken texts",
  voices: "cloned voices",
  previews: "previews of voices",
  inputs: "inputs of calls",
  shipping: "what was shipped",
  imported: "an imported log",
};

const ru: typeof en = {
  newer: (things) => `Создано более новой версией консоли: ${things}`,
  why: "Эта, старая, этого не читает и не меняет: снова откройте новую версию, и всё будет на месте. Чтобы получить её, обновите страницу.",
  reload: "Обновить",
  archive: "архив",
  recordings: "сохранённые записи",
  spoken: "озвученные тексты",
  voices: "клоны голосов",
  previews: "примеры голосов",
  inputs: "отправленное в вызовах",
  shipping: "сведения об отправке журнала",
  imported: "импортированный журнал",
};

/** What a newer version of the program made, which this one leaves alone. */
export const newerStorageText: Dictionary<typeof en> = { en, ru };

/** What a database holds, by its name; the name itself where it is none of the page's. */
export function storedThing(database: string, words: typeof en): string {
  switch (database) {
    case "audiokit-archive":
      return words.archive;
    case "audiokit-live":
      return words.recordings;
    case "audiokit-spoken":
      return words.spoken;
    case "audiokit-voices":
      return words.voices;
    case "audiokit-voice-previews":
      return words.previews;
    case "audiokit-inputs":
      return words.inputs;
    case "audiokit-shipping":
      return words.shipping;
    case "audiokit-log-sets":
      return words.imported;
    default:
      return database;
  }
}
