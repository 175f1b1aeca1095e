import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";
import { counted } from "../../../kit/i18n/plural.ts";
import type { UnknownPart } from "../../../snippets/logged-call.ts";
import type { SnippetLimit } from "../../../snippets/snippet.ts";
import type { SnippetKind } from "../../../snippets/write-snippet.ts";

type PartText = { [Part in UnknownPart as Part["part"]]: (part: Part) => string };

const characters = {
  en: (count: number | undefined) =>
    count === undefined ? "" : ` (${counted("en", count, { one: "character", other: "characters" })})`,
  ru: (count: number | undefined) =>
    count === undefined ? "" : ` (${counted("ru", count, { one: "символ", few: "символа", many: "символов" })})`,
};

const en = {
  open: "Call elsewhere…",
  title: "This call in other programs",
  program: "Program",
  kinds: {
    client: "Official client",
    grpcurl: "grpcurl",
    buf: "buf curl",
    python: "Python",
    scenario: "Embedded platform",
  } as Record<SnippetKind | "scenario", string>,
  scenario:
    "The embedded platform can play this call again: its status, words and times as recorded, without any content. Sound and texts are made anew, and each answer says so.",
  scenarioStart: "Start the console with it. Every call of this method then gets the recorded course:",
  noScenario: "The log doesn't say how this call ended, or it was cancelled: there is nothing to play.",
  paste: "Paste it into bash or zsh (on Windows: Git Bash or WSL), in the folder of these files:",
  pasteAlone: "Paste it into bash or zsh (on Windows: Git Bash or WSL).",
  run: "Save it as a .py file in the folder of these files:",
  contract: "the platform's contract",
  sound: "the sound of the call",
  save: (name: string) => `Save ${name}`,
  saved: (name: string) => `Saved ${name}`,
  notSaved: "The file couldn't be saved",
  looking: "Looking for the sound…",
  noSound: (format: string) => `not in this browser: put a WAV of ${format} there under this name`,
  otherFormat: "The sound was kept in another format than it was sent in. The snippet states its own.",
  format: (coding: string, rate: string, channels: number) =>
    `${coding}, ${rate}\u00a0Hz, ${channels === 1 ? "mono" : counted("en", channels, { one: "channel", other: "channels" })}`,
  token: "The call carried a token. No snippet has one: set the variables that its comment names.",
  changes: "It changes what the platform stores.",
  code: "Snippet",
  copy: "Copy snippet",
  hidden: (count: number) =>
    `${counted("en", count, { one: "more character is", other: "more characters are" })} copied, and not shown here.`,
  unlike: "Not quite the same call",
  parts: {
    text: (part) => `The log doesn't have the text${characters.en(part.characters)}. Put it in place of TEXT.`,
    "changed-text": ({ loggedCharacters, characters: all }) =>
      `The log has ${String(loggedCharacters)} of the ${String(all)} characters of the text: shortened or redacted.`,
    "custom-options": ({ names }) => `The log doesn't have the values of experimental options: ${names.join(", ")}.`,
    substitution: (part) =>
      `The log doesn't have the substitution dictionary${characters.en(part.characters)}. It's left out.`,
    address: () => "The log doesn't say where the call went. Put the address in place of HOST.",
  } as PartText,
  limits: {
    "no-command": "The official client has no command for this method.",
    language: "The official client always sends the language ru.",
    encoding: "The official client always sends and requests 16-bit PCM.",
    splitter: "The official client doesn't have this phrase splitter. It uses its default.",
    style: "The official client doesn't have this voice style. It uses its default.",
    options: "The official client has no experimental options and no post-processing. They're left out.",
    model: "The call named no model. The official client then names e2e-v3.",
    "long-text": "The text is longer than a command may be.",
    "path-prefix": "The call went through a path of the gateway, which gRPC itself doesn't have. It's left out.",
  } as Record<SnippetLimit, string>,
};

const ru: typeof en = {
  open: "Вызов в других программах…",
  title: "Этот вызов в других программах",
  program: "Программа",
  kinds: {
    client: "Официальный клиент",
    grpcurl: "grpcurl",
    buf: "buf curl",
    python: "Python",
    scenario: "Встроенная платформа",
  },
  scenario:
    "Встроенная платформа может повторить этот вызов: статус, его текст и время — как записано, без содержания. Звук и тексты создаются заново, и каждый ответ об этом сообщает.",
  scenarioStart: "Запустите консоль с этим файлом. Каждый вызов этого метода пройдёт так, как записано:",
  noScenario: "В журнале нет завершения этого вызова, или он был отменён: повторять нечего.",
  paste: "Вставьте в bash или zsh (в Windows — Git Bash или WSL) в папке с этими файлами:",
  pasteAlone: "Вставьте в bash или zsh (в Windows — Git Bash или WSL).",
  run: "Сохраните как файл .py в папке с этими файлами:",
  contract: "контракт платформы",
  sound: "звук вызова",
  save: (name) => `Сохранить ${name}`,
  saved: (name) => `Файл ${name} сохранён`,
  notSaved: "Не удалось сохранить файл",
  looking: "Поиск звука…",
  noSound: (format) => `в этом браузере его нет: положите под этим именем WAV (${format})`,
  otherFormat: "Звук сохранён не в том формате, в котором был отправлен. В примере указан формат файла.",
  format: (coding, rate, channels) =>
    `${coding}, ${rate}\u00a0Гц, ${channels === 1 ? "моно" : counted("ru", channels, { one: "канал", few: "канала", many: "каналов" })}`,
  token: "Вызов был с токеном. В примере его нет: задайте переменные, названные в комментарии.",
  changes: "Вызов меняет данные на платформе.",
  code: "Пример вызова",
  copy: "Скопировать пример",
  hidden: (count) =>
    `Ещё ${counted("ru", count, { one: "символ копируется", few: "символа копируются", many: "символов копируются" })}, но здесь не показаны.`,
  unlike: "Вызов будет не совсем таким же",
  parts: {
    text: (part) => `В журнале нет текста${characters.ru(part.characters)}. Впишите его вместо TEXT.`,
    "changed-text": ({ loggedCharacters, characters: all }) =>
      `Текст в журнале сокращён или скрыт: символов ${String(loggedCharacters)} из ${String(all)}.`,
    "custom-options": ({ names }) => `В журнале нет значений экспериментальных параметров: ${names.join(", ")}.`,
    substitution: (part) => `В журнале нет словаря замен${characters.ru(part.characters)}. Он пропущен.`,
    address: () => "В журнале нет адреса вызова. Впишите его вместо HOST.",
  },
  limits: {
    "no-command": "У официального клиента нет команды для этого метода.",
    language: "Официальный клиент всегда отправляет язык ru.",
    encoding: "Официальный клиент всегда отправляет и запрашивает 16-битный PCM.",
    splitter: "У официального клиента нет такого способа деления на фразы. Он применит свой.",
    style: "У официального клиента нет такого стиля речи. Он применит свой.",
    options: "У официального клиента нет экспериментальных параметров и постобработки. Они пропущены.",
    model: "Модель в вызове не указана. Официальный клиент укажет e2e-v3.",
    "long-text": "Текст длиннее, чем допускает команда.",
    "path-prefix": "Вызов шёл через путь шлюза, которого в самом gRPC нет. Путь пропущен.",
  },
};

/** The words about a call in other programs. */
export const snippetText: Dictionary<typeof en> = { en, ru };
