import { readRegex, type RegexNode } from "./read-regex.ts";

/**
 * The longest text that stands, in any case, wherever a regular expression matches; empty where there is none.
 *
 * Characters outside of the basic plane are left out: a line may spell them as two escapes.
 */
export function requiredText(source: string): string {
  const reading = readRegex(source);
  if ("problem" in reading) return "";
  let longest = "";
  let run = "";
  const addPart = (node: RegexNode): void => {
    if (node.is === "sequence") return node.parts.forEach(addPart);
    if (node.is === "start" || node.is === "end") return;
    const letter = node.is === "character" && node.letter;
    run = typeof letter === "string" && /^[^\p{Cs}\ufffd]$/u.test(letter) && letter.length === 1 ? run + letter : "";
    if (run.length > longest.length) longest = run;
  };
  addPart(reading.regex);
  return longest;
}
