import type { OpeningAnswer } from "../../explore.ts";
import { isOfLog, type LogStorage, type StoredOpening } from "../../storage/log-storage.ts";
import type { LogChunks } from "./log-chunks.ts";

const file = "tts_structured.jsonl";
/** Questions of one worker whose answers are stored, and answers that are stored of one log. */
const [mostQuestions, mostStored] = [4, 8];
/** Longest answer that is stored, in characters of its JSON. */
const maxLength = 1_000_000;

/** An answer, and the log that it was read from. */
interface Answered<Answer> {
  of: Pick<LogChunks, "epoch" | "position" | "chunks">;
  answer: Answer;
}

/** Answers to questions with which pages open a log, stored from one worker to the next. Must be closed. */
export interface Openings {
  /**
   * Answers a question: until this worker has read the log, from what an earlier one stored, where that is of the same log.
   *
   * @param isOpening whether a page opens the log with it; only such questions are answered from what is stored, and only their answers are
   *   stored, those to the same questions later on among them
   * @param read reads the log
   */
  answer<Answer extends OpeningAnswer>(
    question: unknown,
    isOpening: boolean | undefined,
    read: () => Promise<Answered<Answer>>,
  ): Promise<Answer>;
  close(): void;
}

/** Stores nothing. */
export const noOpenings: Openings = {
  answer: async (_question, _isOpening, read) => (await read()).answer,
  close: () => undefined,
};

/**
 * Keeps answers beside the log. A page that opens it need not wait for its columns, which follow in the background.
 *
 * @param restMs time after the last answer before answers are stored, in milliseconds
 */
export function createOpenings(storage: LogStorage, restMs = 3_000): Openings {
  const questions = new Set<string>();
  /** Answers of this worker that are not stored yet, by question. */
  const made = new Map<string, StoredOpening>();
  let isRead = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;

  const find = (question: string) =>
    storage.read(async (transaction) => {
      const [state, stored] = await Promise.all([transaction.readState(), transaction.readOpening(question)]);
      if (stored === undefined || !isOfLog(state, stored)) return undefined;
      return { answer: stored.answer, isEarlier: stored.nextPosition < state.files[file].nextLine };
    });

  async function store(): Promise<void> {
    const openings = [...made.values()].filter(({ answer }) => JSON.stringify(answer).length <= maxLength);
    made.clear();
    await storage.write(async (transaction) => {
      const state = await transaction.readState();
      if ((await transaction.countOpenings()) + openings.length > mostStored) await transaction.deleteOpenings();
      // Lines that rotated out or were rewritten meanwhile must not come back.
      for (const opening of openings) if (isOfLog(state, opening)) await transaction.putOpening(opening);
    });
  }

  function note(question: string, { of, answer }: Answered<unknown>): void {
    const { epoch, position: nextPosition, chunks } = of;
    const firstPosition = chunks[0]?.firstPosition ?? nextPosition;
    made.set(question, { epoch, firstPosition, nextPosition, question, answer });
    clearTimeout(timer);
    // Where they cannot be stored, the next worker reads the log.
    if (!isClosed) timer = setTimeout(() => void store().catch(() => undefined), restMs);
  }

  async function readNow<Answer>(question: string, read: () => Promise<Answered<Answer>>): Promise<Answer> {
    const answered = await read();
    isRead = true;
    if (questions.has(question)) note(question, answered);
    return answered.answer;
  }

  return {
    async answer<Answer extends OpeningAnswer>(
      asked: unknown,
      isOpening: boolean | undefined,
      read: () => Promise<Answered<Answer>>,
    ): Promise<Answer> {
      const question = JSON.stringify(asked);
      if (isOpening === true && questions.size < mostQuestions) questions.add(question);
      if (isOpening !== true || isRead) return readNow(question, read);
      // A log that gives no answer gives a reason when it is read.
      const stored = await find(question).catch(() => undefined);
      if (stored === undefined) return readNow(question, read);
      const answer = stored.answer as Answer;
      return stored.isEarlier ? { ...answer, isEarlier: true } : answer;
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
