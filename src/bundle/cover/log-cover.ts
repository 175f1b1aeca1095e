import { redactText } from "../../logging/redaction/redact-text.ts";
import { readySets } from "../../logging/redaction/ready-sets.ts";
import type { RedactionRule, RuleCounts } from "../../logging/redaction/redaction-rules.ts";
import type { Query } from "../../query/query.ts";
import { computedFields } from "../../query/match/computed-fields.ts";
import { firstCharacters } from "../../query/messages/normalise-message.ts";
import { createCallTexts } from "./call-texts.ts";
import { coverLine, createNameCover, type LineContext } from "./cover-line.ts";
import { coverQuery } from "./cover-query.ts";
import { coverText, type CoverOptions } from "./cover-text.ts";
import { switchOf } from "./field-kind.ts";
import { createFieldTallies, type FieldTally } from "./field-tally.ts";
import { findByLook } from "./find-by-look.ts";
import { createKnownValues } from "./known-values.ts";
import type { Switches } from "../manifest.ts";
import { createPseudonyms } from "./pseudonyms.ts";
import { readValues } from "./read-values.ts";

/** What decides about a bundle. */
export interface LogCoverOptions {
  switches: Switches;
  rules: readonly RedactionRule[];
  /** Takes the secrets in use out of a text. */
  scrub: (text: string) => string;
  /** Default: the browser's. */
  random?: Pick<typeof crypto, "getRandomValues">;
}

/** Covers a log and what belongs to it. First every line is learned, then every line is covered. */
export interface LogCover {
  /** Learns the values of a line that may not leave, wherever else they stand. */
  learn(line: Record<string, unknown>): void;
  /** A line as it may leave, in JSON; the same text when nothing of it is covered. */
  line(text: string, line: Record<string, unknown>): string;
  /** Plain data beside the log, such as settings. */
  data(value: Record<string, unknown>): Record<string, unknown>;
  /** A text beside the log, such as a note of a person. */
  text(text: string): string;
  /** A filter, so that it finds the same in the covered log. */
  query(query: Query): Query;
  /** The key of an error group, so that it names the group of the covered log. */
  groupKey(key: string): string;
  /** What leaves of each field of the log. */
  fields(): FieldTally[];
  /** How often each rule took something out, in their order; by the names that the person gave, which do not leave. */
  ruleCounts(): { name: string; count: number }[];
  /** As the manifest says it: a rule of one's own is named by its place. */
  redaction(): { rules: Record<string, number>; pseudonyms: Record<string, number> };
}

/** Messages of error groups that are remembered: a log has some hundred. */
const mostMessages = 10_000;

export function createLogCover({ switches, rules, scrub, random }: LogCoverOptions): LogCover {
  const pseudonyms = createPseudonyms(random);
  const known = createKnownValues();
  const ruleCounts: RuleCounts = new Map();
  const withoutSecrets = (text: string): string => redactText(scrub(text));
  const options: CoverOptions = { switches, rules, ruleCounts, pseudonyms, known, withoutSecrets };
  const coverName = createNameCover(options);
  const callTexts = createCallTexts(switches);
  const tallies = createFieldTallies();
  const messages = new Map<string, string>();
  const none = (): void => undefined;
  const coverOther = (text: string): string => coverText(text, { own: undefined, onCovered: none }, options);
  const coverField = (path: string, value: string): string => {
    const [name] = path.split(".").slice(-1);
    const covered = coverLine(
      { [name!]: value },
      { options, own: undefined, coverName, onValue: none, onNameCovered: none },
    );
    return String(covered[name!] ?? value);
  };

  const countsOf = () => rules.map(({ name }) => ({ name, count: ruleCounts.get(name) ?? 0 }));

  function groupKey(key: string): string {
    // Its names and causes are words of the console; its message became another.
    const [before, after] = [...messages].filter(([message]) => key.includes(` / ${message}`)).sort(byLength)[0] ?? [];
    if (before === undefined) return coverOther(key);
    const at = key.indexOf(` / ${before}`) + 3;
    return `${coverOther(key.slice(0, at))}${after!}${coverOther(key.slice(at + before.length))}`;
  }

  return {
    learn(line) {
      readValues(line, (kind, value) => {
        if (switchOf[kind] !== "ids" && switchOf[kind] !== "endpoints") return;
        if (!switches[switchOf[kind]] && !isKnownByLook(value)) known.add(kind, value);
      });
    },
    line(text, line) {
      let isChanged = false;
      const onValue: LineContext["onValue"] = (value) => {
        isChanged ||= value.after !== value.before;
        tallies.add(value);
      };
      const onNameCovered = (): void => void (isChanged = true);
      const covered = coverLine(line, { options, own: callTexts.of(line), coverName, onValue, onNameCovered });
      const message = groupMessage(line);
      if (message !== undefined && !messages.has(message) && messages.size < mostMessages) {
        messages.set(message, groupMessage(covered) ?? "");
      }
      // What did not change stays as it was spelled.
      return isChanged ? JSON.stringify(covered) : text;
    },
    data: (value) => coverLine(value, { options, own: undefined, coverName, onValue: none, onNameCovered: none }),
    text: coverOther,
    query: (query) => coverQuery(query, { switches, text: coverOther, value: coverField, group: groupKey }),
    groupKey,
    fields: tallies.list,
    ruleCounts: countsOf,
    redaction: () => ({
      rules: Object.fromEntries(countsOf().map(({ name, count }, index) => [sharedName(name, index), count])),
      pseudonyms: pseudonyms.counts(),
    }),
  };
}

/** The name of a rule of one's own may say what it hides. */
function sharedName(name: string, index: number): string {
  return readySets.some((set) => set === name) ? name : `own_${String(index + 1)}`;
}

/** Such values need not be remembered. */
function isKnownByLook(value: string): boolean {
  const [found] = findByLook(value, () => true);
  return found !== undefined && found.start === 0 && found.end === value.length;
}

/** Longest first. */
const byLength = ([one]: [string, string], [other]: [string, string]): number => other.length - one.length;

/** As keys of error groups have it: what is left of the error group without service, operation and status, and at most so long. */
const maxMessageInKey = 130;

function groupMessage(line: Record<string, unknown>): string | undefined {
  let rest = computedFields(line).error_group;
  if (rest === undefined) return undefined;
  const error = line["error"] as Record<string, unknown> | undefined;
  for (const part of [line["service"], line["operation"], error?.["error_type"]]) {
    if (typeof part === "string" && rest.startsWith(`${part} / `)) rest = rest.slice(part.length + 3);
  }
  return firstCharacters(rest, maxMessageInKey);
}
