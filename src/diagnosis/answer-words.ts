import type { Clues } from "./clues.ts";
import type { Facts } from "./rule.ts";

/** Longest words of an answer in a headline, in characters. */
const maxWords = 120;

/** What the one who answered said, on one line, fit for a headline; a page is its title. Empty when nothing was said. */
export function answerWords({ end, seen }: Pick<Clues, "end" | "seen">): string {
  const said = seen.body_text ?? end?.error?.error_message ?? "";
  const title = /<title>([^<]*)/i.exec(said)?.[1] ?? said.replaceAll(/<[^>]*>/g, " ");
  const line = title.replaceAll(/\s+/g, " ").trim();
  // Our own clients' sentence says nothing that the status does not.
  if (/instead of gRPC-Web$|^HTTP \d{3}$/.test(line)) return "";
  return line.length <= maxWords ? line : `${line.slice(0, maxWords)}…`;
}

/** Envoy's reason why its upstream gave no answer: the error of TLS, of the socket, or of the stream. */
export function resetReason({ seen, errorText }: Pick<Clues, "seen" | "errorText">): string {
  const { gateway_flags: flags, gateway_tls: tls } = seen;
  const socket = /delayed_connect_error:_([\w ]+)/.exec(errorText)?.[1];
  const stream = /reset reason: ([\w ]+?)(?: \[|\.|,|;|$)/.exec(errorText)?.[1];
  const known = tls?.replaceAll(/TLS_error:\|\d+:SSL_routines:OPENSSL_internal:|:?TLS_error_end/g, "");
  const reason = socket ?? (known === "" ? undefined : known) ?? stream ?? "";
  return [flags, reason.replaceAll(/:_?/g, ": ").replaceAll("_", " ").trim()].filter(Boolean).join(": ");
}

/** What is known of a proxy's answer: its program, the status of HTTP and its words. */
export function proxyFacts(clues: Clues): Facts {
  const { server, seen } = clues;
  const words = answerWords(clues);
  return {
    ...(server !== undefined && { server }),
    ...(seen.http_status !== undefined && { status: seen.http_status }),
    ...(words !== "" && { words }),
  };
}
