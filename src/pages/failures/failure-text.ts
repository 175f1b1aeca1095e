import type { AudioKitError, AudioKitErrorKind } from "../../audiokit/contract/audiokit-error.ts";
import { grpcStatusName } from "../../wire/grpc-status.ts";
import { readableMessage } from "./readable-message.ts";
import { callText } from "../shared/calls/call-text.ts";
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
    cancelled: { title: "The call was cancelled", advice: "You can start it again at any time." },
    deadline: {
      title: "The platform didn’t answer in time",
      advice: "Try again. If it keeps happening, use a shorter text or recording.",
    },
    unreachable: {
      title: "Can’t reach the platform",
      advice: "Make sure the platform is running and the endpoint in Settings is correct.",
    },
    denied: {
      title: "The platform refused access",
      advice:
        "The token is missing, expired or lacks permission. See Settings, Access, or ask the platform’s operator.",
    },
    quota: {
      title: "Account limit reached",
      advice: "Wait and try again, or ask the operator for a higher limit.",
    },
    "too-large": {
      title: "Too large for one call",
      advice: "Send a shorter text or recording.",
    },
    rejected: {
      title: "The platform rejected the request",
      advice: "Fix what it names and try again.",
    },
    unimplemented: {
      title: "The platform doesn’t support this",
      advice: "Choose another endpoint in Settings, or ask the platform’s operator.",
    },
    interrupted: {
      title: "The connection was lost during the answer",
      advice: "Try again: the answer received so far is incomplete.",
    },
    broken: {
      title: "The platform failed",
      advice: "Try again. If it keeps happening, give the request ID to the platform’s operator.",
    },
  },
  requestId: callText.en.requestId,
  serverRequestId: callText.en.serverRequestId,
};

const ru: FailureWords = {
  kinds: {
    cancelled: { title: "Вызов отменён", advice: "Его можно запустить снова в любой момент." },
    deadline: {
      title: "Платформа не ответила вовремя",
      advice: "Попробуйте ещё раз. Если ошибка повторяется, возьмите текст или запись короче.",
    },
    unreachable: {
      title: "Платформа недоступна",
      advice: "Проверьте, что платформа запущена, а адрес в настройках верен.",
    },
    denied: {
      title: "Платформа отказала в доступе",
      advice:
        "Токена нет, он истёк или не даёт нужного права. Проверьте «Настройки», «Доступ» или обратитесь к оператору платформы.",
    },
    quota: {
      title: "Лимит учётной записи исчерпан",
      advice: "Подождите и попробуйте ещё раз или попросите оператора увеличить лимит.",
    },
    "too-large": {
      title: "Слишком много для одного вызова",
      advice: "Отправьте текст или запись короче.",
    },
    rejected: {
      title: "Платформа отклонила запрос",
      advice: "Исправьте указанное в ответе и попробуйте ещё раз.",
    },
    unimplemented: {
      title: "Платформа это не поддерживает",
      advice: "Выберите другой адрес в настройках или обратитесь к оператору платформы.",
    },
    interrupted: {
      title: "Соединение прервалось во время ответа",
      advice: "Попробуйте ещё раз: ответ получен не целиком.",
    },
    broken: {
      title: "Сбой на стороне платформы",
      advice: "Попробуйте ещё раз. Если ошибка повторяется, сообщите оператору платформы ID запроса.",
    },
  },
  requestId: callText.ru.requestId,
  serverRequestId: callText.ru.serverRequestId,
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
    ...error.details,
    ...ids.map(({ label, value }) => `${label}: ${value}`),
  ].join("\n");
  const kind = text.kinds[error.kind];
  const cause = readableMessage(error.serverMessage);
  return { ...kind, cause, line: cause === "" ? kind.title : `${kind.title}: ${cause}`, ids, details };
}
