import type { LogLevel } from "../../logging/log-event.ts";
import { readLevelWord } from "../read-level.ts";

/** Words that are a level where they stand by themselves at the head of a line; `ok` or `all` are not. */
const strict =
  /^(?:trace?|trc|debu?g?|dbg|verbose|vrb|info|information|inf|notice|success|warn(?:ing)?|wrn|err(?:or?)?|severe|crit(?:ical)?|fatal?|ftl|alert|emerg(?:ency)?|d?panic?|fine[rs]?t?)$/i;

/** The level that a token of a line's head says; undefined for other tokens. `isFirst`: nothing stands before it. */
export function levelOfToken(token: string, isFirst: boolean): LogLevel | undefined {
  if (token.length > 24) return undefined;
  const isMarked = /^[[(<]|[:\])>]$/.test(token);
  const word = token.replaceAll(/^[[(<]+|[:\])>]+$/g, "");
  // Capitals, marks and places tell a level from a word of a sentence.
  const isPlausible = isMarked || word === word.toUpperCase() || (isFirst && word === word.toLowerCase());
  if (isMarked && /^[DIWEFCTV]$/.test(word)) return readLevelWord(word);
  return isPlausible && strict.test(word) ? readLevelWord(word) : undefined;
}
