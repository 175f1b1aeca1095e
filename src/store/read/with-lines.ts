import { LinesGoneError } from "./segment-lines.ts";

/** How often a question is asked where the log changes under each answer. */
const maxAttempts = 5;

/** Asks again where lines rotated out, or were rewritten, while an answer was read from them. */
export async function withLines<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let left = maxAttempts; ; left--) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof LinesGoneError) || left === 1) throw error;
    }
  }
}
