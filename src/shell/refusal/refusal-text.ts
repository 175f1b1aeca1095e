import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";

const en = {
  notSaved: "Not saved: a secret in use is in the file",
  notCopied: "Not copied: a secret in use is in the text",
  why: "Nothing left this browser. The refusal is in the log, without the secret.",
  next: "Find the value and remove it",
  secret: "Secret",
  token: "Access token",
  clientSecret: "Client secret",
  metadata: (name: string) => `Value of the metadata ${name}`,
  otherSecret: "Secret in use",
  file: "File",
  inName: "In the name of the file",
  place: "Place",
  entry: "File in the archive",
  line: (line: string, byte: string) => `Line ${line}, byte ${byte}`,
  byte: (byte: string) => `Byte ${byte}`,
};

const ru: typeof en = {
  notSaved: "Не сохранено: в файле есть действующий секрет",
  notCopied: "Не скопировано: в тексте есть действующий секрет",
  why: "Из браузера ничего не ушло. Отказ записан в журнал, без самого секрета.",
  next: "Найти и удалить это значение",
  secret: "Секрет",
  token: "Токен доступа",
  clientSecret: "Секрет клиента",
  metadata: (name) => `Значение метаданных ${name}`,
  otherSecret: "Действующий секрет",
  file: "Файл",
  inName: "В имени файла",
  place: "Место",
  entry: "Файл в архиве",
  line: (line, byte) => `Строка ${line}, байт ${byte}`,
  byte: (byte) => `Байт ${byte}`,
};

/** Words of a save or a copy that was refused. */
export const refusalText: Dictionary<typeof en> = { en, ru };
