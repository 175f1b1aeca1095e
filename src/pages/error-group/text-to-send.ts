import type { Clause } from "../../analytics/differs/difference.ts";
import type { Diagnosis } from "../../diagnosis/diagnose.ts";
import type { Actor } from "../../diagnosis/who-can-act.ts";
import type { Locale } from "../../kit/i18n/locale.svelte.ts";
import { clauseText } from "../shared/clauses/clause-text.ts";
import { shortNames } from "../shared/clauses/field-names.ts";
import type { SharedFinding } from "./read-findings.ts";
import { letterText } from "./letter-text.ts";

/** IDs of calls: some of them, newest first, and how many calls have one. */
export interface ListedIds {
  some: string[];
  total: number;
}

/** What is told about a group to somebody who does not see the log. */
export interface ReportedGroup {
  service: string | undefined;
  operation: string | undefined;
  status: string | undefined;
  /** The words of its newest failure, as they came. */
  message: string;
  /** Host of its calls; absent where they differ. */
  endpoint?: string | undefined;
  count: number;
  /** Calls of the same operation. */
  ofOperation: number;
  firstMs: number;
  lastMs: number;
  sessions: number;
  shared?: SharedFinding | undefined;
  cause?: Diagnosis | undefined;
  /** Who can remove the cause. */
  recipient: Actor | undefined;
  serverIds: ListedIds;
  requestIds: ListedIds;
}

/** Most characters of a message that are quoted, and of a condition. */
const [mostOfMessage, mostOfValue] = [500, 200];

/**
 * A text about a group for whoever can act: what fails, since when, in how many of how many calls, what works beside it, the cause as
 * far as it is known, and the IDs by which the other side finds the calls. All numbers are those of the page.
 *
 * @param locale language and time zone of the text, whatever those of the page
 */
export function textToSend(group: ReportedGroup, locale: Locale): string {
  const text = locale.pick(letterText);
  const { format } = locale;
  const { shared, cause, count, ofOperation, recipient } = group;
  const names = shortNames(shared?.clauses.map(({ path }) => path) ?? []);
  const words = (clauses: readonly Clause[]) =>
    clauses
      .map((clause) => cut(clauseText(clause, names.get(clause.path)!, locale).replaceAll("\u00a0", " "), mostOfValue))
      .join(` ${text.and} `);
  const number = (value: number) => format.number(value);
  const what = [group.service, group.operation].filter(Boolean).join(" ") || text.all;
  const times = format.dateTimeRange(group.firstMs, group.lastMs).replaceAll("\u00a0", " ");
  const share = (part: number, all: number) => `${number(part)} ${text.of} ${number(all)}`;
  const lines = [
    text.failed(what, number(count), ofOperation, times, text.sessions(group.sessions)),
    group.endpoint === undefined ? "" : text.endpoint(group.endpoint),
    [text.error, [group.status, quoted(group.message, text)].filter(Boolean).join(": ")].join(" "),
  ];
  if (shared) {
    const { selected, rest } = shared.counts;
    const { selected: failedElsewhere, rest: goodElsewhere } = shared.elsewhere;
    const all = failedElsewhere + goodElsewhere;
    lines.push(
      text.shared(words(shared.clauses), share(selected, selected + rest)) +
        (all === 0 ? "" : ` ${text.elsewhere(what, share(failedElsewhere, all))}`),
    );
    for (const { other, same, counts } of shared.clauses.length > 1 ? shared.beside : []) {
      const tried = counts.selected + counts.rest;
      if (tried > 0) lines.push(text.beside(words(same), words([other]), share(counts.rest, tried)));
    }
  }
  if (cause && cause.confidence !== "none") {
    const { title, why } = cause.words[locale.language];
    lines.push(text.cause[cause.confidence](title, why));
  }
  lines.push(...idLines(group, number, text));
  if (cause && recipient !== undefined && recipient !== "platform_operator" && cause.confidence !== "none") {
    lines.push(text.next(cause.words[locale.language].next));
  } else lines.push(recipient === undefined ? text.ask.unknown : text.ask[recipient]);
  return lines.filter((line) => line !== "").join("\n");
}

function idLines(
  { serverIds, requestIds }: Pick<ReportedGroup, "serverIds" | "requestIds">,
  number: (value: number) => string,
  text: (typeof letterText)["en"],
): string[] {
  const list = ({ some, total }: ListedIds) =>
    some.join(", ") + (total > some.length ? ` ${text.more(number(total - some.length))}` : "");
  return [
    serverIds.total === 0 ? text.noServerIds : `${text.serverIds} ${list(serverIds)}`,
    requestIds.total === 0 ? "" : `${text.requestIds} ${list(requestIds)}`,
  ];
}

function quoted(message: string, text: (typeof letterText)["en"]): string {
  const words = message.replaceAll(/\s+/g, " ").trim();
  if (words === "") return "";
  return text.quote(cut(words, mostOfMessage));
}

function cut(words: string, most: number): string {
  return words.length > most ? `${words.slice(0, most)}…` : words;
}
