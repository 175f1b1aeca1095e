import type { AudioKitError, AudioKitErrorKind } from "../../audiokit/contract/audiokit-error.ts";
import { grpcStatusName } from "../../wire/grpc-status.ts";
import { readableMessage } from "./readable-message.ts";
import type { Language } from "../../kit/i18n/language.ts";
import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";

interface KindWords {
  title: string;
  advice: string;
}

interface FailureWords {
  kinds: Record<AudioKitErrorKind, KindWords>;
  requestId: string;
  serverRequestId: string;
}

const en: FailureWords = {
  kinds: {
    cancelled: { title: "The call was cancelled", advice: "Start it again whenever you like." },
    deadline: {
      title: "The platform did not answer in time",
      advice: "Try again. If it repeats, a shorter text or recording takes less time.",
    },
    unreachable: {
      title: "The platform cannot be reached",
      advice: "See that the platform is running and that the endpoint in Settings is right, then try again.",
    },
    denied: {
      title: "The platform refused access",
      advice:
        "The token is missing, has expired or lacks the right for this. See Settings, Access, or ask the operator.",
    },
    quota: {
      title: "The limit of the account is used up",
      advice: "Wait a little and try again, or ask the operator for a higher limit.",
    },
    "too-large": {
      title: "Too large for one call",
      advice: "Send a shorter text or recording.",
    },
    rejected: {
      title: "The platform did not accept the request",
      advice: "Change what it names and send it again.",
    },
    unimplemented: {
      title: "The platform does not offer this",
      advice: "The connected platform has no such function. Another endpoint can be chosen in Settings.",
    },
    interrupted: {
      title: "The connection was lost during the answer",
      advice: "Start it again: what had come by then is not the whole answer.",
    },
    broken: {
      title: "The platform failed",
      advice: "Try again. If it repeats, give the request id to the operator of the platform.",
    },
  },
  requestId: "Request id in the log",
  serverRequestId: "Request id of the platform",
};

const ru: FailureWords = {
  kinds: {
    cancelled: { title: "Вызов отменён", advice: "Его можно запустить снова в любой момент." },
    deadline: {
      title: "Платформа не ответила вовремя",
      advice: "Попробуйте ещё раз. Если повторится, возьмите текст или запись короче.",
    },
    unreachable: {
      title: "Платформа недоступна",
      advice: "Проверьте, что платформа запущена и адрес в настройках верен, и попробуйте ещё раз.",
    },
    denied: {
      title: "Платформа отказала в доступе",
      advice:
        "Токена нет, он просрочен или не даёт такого права. Проверьте «Настройки», «Доступ» или обратитесь к оператору.",
    },
    quota: {
      title: "Лимит учётной записи исчерпан",
      advice: "Подождите и попробуйте ещё раз или попросите оператора поднять лимит.",
    },
    "too-large": {
      title: "Слишком много для одного вызова",
      advice: "Отправьте текст или запись короче.",
    },
    rejected: {
      title: "Платформа не приняла запрос",
      advice: "Исправьте то, что она назвала, и отправьте снова.",
    },
    unimplemented: {
      title: "Платформа этого не умеет",
      advice: "У подключённой платформы нет такой функции. Другой адрес можно выбрать в настройках.",
    },
    interrupted: {
      title: "Связь прервалась во время ответа",
      advice: "Запустите снова: то, что успело прийти, — не весь ответ.",
    },
    broken: {
      title: "Сбой на стороне платформы",
      advice: "Попробуйте ещё раз. Если повторится, сообщите номер запроса оператору платформы.",
    },
  },
  requestId: "Номер запроса в журнале",
  serverRequestId: "Номер запроса на платформе",
};

const words: Dictionary<FailureWords> = { en, ru };

/** A failed call in words for a person. */
export interface FailureText {
  title: string;
  /** What the server, a proxy or the network said, fit to be read; may be empty. */
  cause: string;
  advice: string;
  /** Title and cause, where there is room for one line. */
  line: string;
  ids: { label: string; value: string }[];
  /** The gRPC status and all that is known, one fact a line. */
  details: string;
}

/**
 * Tells what happened, why and what to do.
 *
 * @param requestId the call's id in our own log, where it is known
 */
export function failureText(error: AudioKitError, language: Language, requestId?: string): FailureText {
  const text = words[language];
  const { serverRequestId } = error.reply;
  const ids = [
    ...(requestId === undefined ? [] : [{ label: text.requestId, value: requestId }]),
    ...(serverRequestId === undefined ? [] : [{ label: text.serverRequestId, value: serverRequestId }]),
  ];
  const details = [
    `${grpcStatusName(error.grpcCode)} (${String(error.grpcCode)})`,
    ...(error.serverMessage ? [error.serverMessage] : []),
    ...ids.map(({ label, value }) => `${label}: ${value}`),
  ].join("\n");
  const kind = text.kinds[error.kind];
  const cause = readableMessage(error.serverMessage);
  return { ...kind, cause, line: cause === "" ? kind.title : `${kind.title}: ${cause}`, ids, details };
}
