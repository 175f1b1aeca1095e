import type { Query } from "../../../query/query.ts";
import type { ExploreAnswer, ExploreRequest } from "../../explore.ts";

/** Time after the last answer, and between two questions of our own, in milliseconds. */
const restMs = 50;

/** Asks in advance what a person may ask next. */
export interface WarmUp {
  /** To be called when a question of somebody comes: it goes first. */
  begin(): void;
  /** To be called when it is answered, or failed. */
  end(): void;
  /** To be called with an answer. */
  answered(request: ExploreRequest, answer: ExploreAnswer): void;
}

/**
 * Asks a few questions after the first answer, so that the first change of a filter meets code that is compiled, and numbers that
 * are decoded: else it takes five times as long as a later one. Once in a worker, or until a question comes.
 *
 * @param ask answers a question as if somebody had asked it
 */
export function createWarmUp(ask: (request: ExploreRequest, signal: AbortSignal) => Promise<unknown>): WarmUp {
  let isWarm = false;
  let pending = 0;
  let next: ExploreRequest[] | undefined;
  let cancelled = new AbortController();

  async function run(requests: ExploreRequest[], { signal }: AbortController): Promise<void> {
    try {
      for (const request of requests) {
        await new Promise((resolve) => setTimeout(resolve, restMs));
        await ask(request, signal);
      }
      isWarm = true;
    } catch {
      // A question came, or the lines are gone: begins anew after the next one.
    }
  }

  return {
    begin() {
      pending++;
      cancelled.abort();
    },
    end() {
      pending--;
      if (pending > 0 || isWarm || next === undefined) return;
      cancelled = new AbortController();
      void run(next, cancelled);
    },
    answered: (request, answer) => void (next ??= nextQuestions(request, answer)),
  };
}

/** The same question with a frequent value, with all but a rare one, and with the longer durations. */
function nextQuestions(request: ExploreRequest, { facets, fields }: ExploreAnswer): ExploreRequest[] {
  // Of the others the lines would be read.
  const listedPaths = new Set(fields.filter(({ isMany }) => !isMany).map(({ path }) => path));
  const listed = facets.filter(({ path, values }) => values.length > 1 && listedPaths.has(path));
  const tests = listed.slice(0, 2).flatMap(({ path, values }): Query[] => {
    const equals = (at: number): Query => {
      const value = String(values.at(at)!.value);
      return { is: "field", path, test: { is: "value", value, isQuoted: false } };
    };
    return [equals(0), { is: "not", part: equals(-1) }];
  });
  if (fields.some(({ path }) => path === "duration_ms"))
    tests.push({ is: "field", path: "duration_ms", test: { is: "range", from: { value: "500", isInclusive: false } } });
  return tests.map((test, at) => ({
    ...request,
    query: { is: "and", parts: [request.query, ...tests.slice(0, at), test] },
  }));
}
