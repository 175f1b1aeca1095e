import { switchOf } from "./field-kind.ts";
import type { Switches } from "../manifest.ts";
import { createOwnTexts, type OwnTexts } from "./own-texts.ts";
import { readValues } from "./read-values.ts";

/** Remembers the personal texts of calls from line to line, as long as they are in memory. */
export interface CallTexts {
  /** Those of the call of a line, this line's among them; undefined where none is known, though there may be some. */
  of(line: Record<string, unknown>): OwnTexts | undefined;
}

/** Characters that are remembered in all; the calls that were seen first are forgotten first. */
const mostCharacters = 8_000_000;

/** Collects the texts that may not leave. Lines come oldest first, so that the start of a call stands before its end. */
export function createCallTexts(switches: Switches): CallTexts {
  const calls = new Map<string, { texts: string[]; own: OwnTexts }>();
  let characters = 0;

  function forgetOldest(): void {
    for (const [id, { texts }] of calls) {
      if (characters <= mostCharacters) return;
      characters -= texts.reduce((sum, text) => sum + text.length, 0);
      calls.delete(id);
    }
  }

  return {
    of(line) {
      const texts: string[] = [];
      readValues(line, (kind, value) => {
        if ((kind === "text" || kind === "transcript") && !switches[switchOf[kind]]) texts.push(value);
      });
      const { request_id: id } = line;
      if (typeof id !== "string") return texts.length === 0 ? undefined : createOwnTexts(texts);
      const before = calls.get(id);
      const fresh = texts.filter((text) => before?.texts.includes(text) !== true);
      if (fresh.length === 0) return before?.own;
      const all = [...(before?.texts ?? []), ...fresh];
      const own = createOwnTexts(all);
      calls.set(id, { texts: all, own });
      characters += fresh.reduce((sum, text) => sum + text.length, 0);
      forgetOldest();
      return own;
    },
  };
}
