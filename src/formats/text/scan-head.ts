import { scanClfHead, scanEnvoyHead } from "./access-heads.ts";
import { scanKlogHead, scanLevelHead, scanPriorityHead } from "./plain-heads.ts";
import type { TextHead } from "./text-head.ts";
import { scanTimedHead } from "./timed-head.ts";

/** Part of a line in which its head must stand, in UTF-16 units; keeps every pattern's work bounded. */
const maxHead = 8_000;

/**
 * Finds the head of a text line in any known layout; colours must be gone.
 *
 * @param latestMs no record is later than this: gives the year where none is written
 * @returns undefined for a line without a head of its own, which belongs to the record above it
 */
export function scanHead(line: string, latestMs: number): TextHead | undefined {
  const text = line.length > maxHead ? line.slice(0, maxHead) : line;
  const head = scanAny(text, latestMs);
  if (!head) return undefined;
  // The line of an access log is all head.
  return head.access && text.length < line.length ? { ...head, end: line.length } : head;
}

function scanAny(text: string, latestMs: number): TextHead | undefined {
  const first = text.charCodeAt(0);
  if (first === 60) return scanPriorityHead(text, latestMs); // <
  if (first === 91) {
    // [
    return scanEnvoyHead(text, latestMs) ?? scanTimedHead(text, latestMs) ?? scanLevelHead(text, latestMs);
  }
  const isDigit = first >= 48 && first <= 57;
  const timed = isDigit || (first >= 65 && first <= 90) ? scanTimedHead(text, latestMs) : undefined;
  if (timed) return timed;
  const isLetter = (first | 32) >= 97 && (first | 32) <= 122;
  const byLevel = isLetter ? (scanKlogHead(text, latestMs) ?? scanLevelHead(text, latestMs)) : undefined;
  return byLevel ?? scanClfHead(text, latestMs);
}
