import type { LogEvent } from "../../../logging/log-event.ts";
import { conclude, eventEvidence, grpc, saidThat, type Clues } from "../../clues.ts";
import type { Rule } from "../../rule.ts";

/** The token's time was over. */
export const tokenExpired: Rule = {
  cause: "token-expired",
  about: "account",
  words: {
    en: {
      title: "The token has expired or is not valid",
      why: "The platform refused the token: its time was over when the call was made, or the platform does not know it, because it was not copied whole or belongs to another platform or realm.",
      next: "Get a new token, or paste one, in Settings, Access. If a new one is over at once, compare the clocks of the machines.",
    },
    ru: {
      title: "Токен истёк или недействителен",
      why: "Платформа не приняла токен: к моменту вызова его срок вышел или она его не знает, потому что он скопирован не целиком или выдан другой платформой или областью.",
      next: "Получите или вставьте новый токен: «Настройки», «Доступ». Если и новый сразу не действует, сверьте часы машин.",
    },
  },
  find: (clues) =>
    conclude({
      certain: [wasRefused(clues) && (saidSo(clues) ?? outlived(clues))],
      likely: [wasRefused(clues) && saidThat(clues, /(?:token|jwt)[^;]*expired|expired[^;]*token/i)],
    }),
};

const wasRefused = ({ code }: Clues) => code === grpc.permissionDenied || code === grpc.unauthenticated;

/** The page knew that its token was over when it made the call. */
function saidSo({ neighbours }: Clues) {
  const last = neighbours.findLast(({ event }) => event.startsWith("auth_"));
  return last?.event === "auth_token_expired" ? eventEvidence(last) : undefined;
}

/** The last token before the call, when it had ended by then. */
function outlived({ neighbours, events }: Clues) {
  const calledMs = Date.parse(events[0]?.timestamp ?? "");
  const given = neighbours.findLast(
    (line) =>
      line.event.startsWith("auth_") &&
      line.success &&
      lifetimeOf(line.data) !== undefined &&
      givenAtMs(line) <= calledMs,
  );
  const lifetimeS = lifetimeOf(given?.data);
  if (!given || lifetimeS === undefined || calledMs < givenAtMs(given) + lifetimeS * 1000) return undefined;
  return eventEvidence(given, `a token for ${String(lifetimeS)} s at ${new Date(givenAtMs(given)).toISOString()}`);
}

/** What the gateway did is heard of later. */
function givenAtMs({ timestamp, data }: LogEvent): number {
  const at = data?.["at"];
  return Date.parse(typeof at === "string" ? at : timestamp);
}

function lifetimeOf(data: Record<string, unknown> | undefined): number | undefined {
  const seconds = data?.["expires_in"] ?? data?.["expires_in_seconds"];
  return typeof seconds === "number" ? seconds : undefined;
}
