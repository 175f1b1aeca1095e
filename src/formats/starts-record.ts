import { splitPrefix } from "./containers/prefixed-line.ts";
import { stripAnsi } from "./text/ansi.ts";
import { scanHead } from "./text/scan-head.ts";
import { readLogfmt } from "./text/logfmt.ts";

/** Longest part of a line that is looked at, in UTF-16 units. */
const maxLooked = 1_000;

/**
 * Whether a line begins a record: an object, a list of objects, or a head in a known text layout. A line without one
 * (a traceback, the rest of a message with line breaks) belongs to the record above it.
 */
export function startsRecord(line: string): boolean {
  const looked = stripAnsi(line.length > maxLooked ? line.slice(0, maxLooked) : line).replace(/^[\0\uFEFF\u001e]+/, "");
  if (/^\s*(?:\{|\[\s*(?:\{|$))/.test(looked)) return true;
  // Any time of the year will do for a head.
  if (scanHead(looked, 0) !== undefined || readLogfmt(looked) !== undefined) return true;
  const prefixed = splitPrefix(looked);
  return prefixed !== undefined && startsRecord(prefixed.inner);
}
