import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";

const en = {
  title: "Log as files on disk",
  why: "The three log files, byte for byte, in a folder that grep, jq, tail and your scripts can read while the page runs. Clearing the log empties the copies.",
  companion: (path: string) => `Folder of this page’s server: ${path}`,
  noCompanion: "Start the server with a folder, and every event is there within a second:",
  picked: (name: string) => `Folder chosen here: ${name}`,
  choose: "Choose a folder",
  chooseAnother: "Choose another folder",
  chooseHint: "Written every few seconds. The browser asks for permission again after a restart.",
  unsupported: "This browser doesn’t let a page write into a folder. Chrome and Edge do.",
  forget: "Stop copying",
  permit: "Allow again",
  needsPermission: "The browser wants to be asked again before the page may write there",
  notPermitted: "The browser doesn’t let the page write there. Choose the folder again.",
};

const ru = {
  title: "Журнал как файлы на диске",
  why: "Три файла журнала байт в байт в папке, которую читают grep, jq, tail и ваши скрипты, пока страница работает. Очистка журнала опустошает копии.",
  companion: (path: string) => `Папка сервера этой страницы: ${path}`,
  noCompanion: "Запустите сервер с папкой, и каждое событие окажется в ней в течение секунды:",
  picked: (name: string) => `Папка, выбранная здесь: ${name}`,
  choose: "Выбрать папку",
  chooseAnother: "Выбрать другую папку",
  chooseHint: "Запись раз в несколько секунд. После перезапуска браузер снова спросит разрешение.",
  unsupported: "Этот браузер не даёт странице писать в папку. Chrome и Edge дают.",
  forget: "Прекратить копирование",
  permit: "Разрешить снова",
  needsPermission: "Браузер требует спросить снова, прежде чем страница сможет писать туда",
  notPermitted: "Браузер не даёт странице писать туда. Выберите папку снова.",
} satisfies typeof en;

/** The words about copies of the log in a folder, in Settings. */
export const logFolderText: Dictionary<typeof en> = { en, ru };
