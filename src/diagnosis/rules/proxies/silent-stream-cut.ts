import type { Clues } from "../../clues.ts";
import { weigh } from "../../evidence.ts";
import { seenMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** A stream was cut after a long silence. */
export const silentStreamCut: Rule = {
  cause: "silent-stream-cut",
  about: "connection",
  hops: ["front_proxy", "gateway", "platform_proxy", "platform_ingress"],
  refines: ["stream-reset"],
  words: {
    en: {
      title: "The stream was cut after {seconds} s of silence",
      why: "Nothing came for a while, and then something on the way closed the stream, as proxies do with connections that they take for idle.",
      next: "Have the proxies on the way allow longer silence (in nginx: grpc_read_timeout, proxy_read_timeout), or send shorter texts.",
    },
    ru: {
      title: "Поток закрыт после {seconds} с тишины",
      why: "Какое-то время ничего не приходило, и промежуточный узел закрыл поток: так прокси поступают с соединениями, которые считают простаивающими.",
      next: "Попросите увеличить предел ожидания на прокси (в nginx: grpc_read_timeout, proxy_read_timeout) или отправляйте тексты короче.",
    },
  },
  facts: ({ seen }) => ({ seconds: Math.round((seen.silence_ms ?? 0) / 1000) }),
  find: (clues) =>
    weigh({
      strong: [clues.isTorn && isUsualLimit(clues) && seenMatch(clues, "silence_ms", /./)],
      fair: [clues.isTorn && isLong(clues) && !isUsualLimit(clues) && seenMatch(clues, "silence_ms", /./)],
    }),
};

/** Silence that a service seldom makes between chunks, in milliseconds. */
const longMs = 25_000;
/** Time limits that proxies have by default, in seconds (nginx 60, HAProxy 30 and 50, AWS 60 and 350, Envoy 300, Cloudflare 100). */
const usualLimitsS = [30, 50, 60, 75, 90, 100, 120, 180, 240, 300, 350, 600];
/** How late a limit may strike, in milliseconds. */
const lateMs = 1500;

const isLong = ({ seen }: Clues) => (seen.silence_ms ?? 0) >= longMs;

/** Whether the silence was as long as a usual time limit. */
function isUsualLimit({ seen }: Clues): boolean {
  const silenceMs = seen.silence_ms ?? 0;
  return usualLimitsS.some((seconds) => silenceMs >= seconds * 1000 - 100 && silenceMs < seconds * 1000 + lateMs);
}
