import type { Interceptor } from "@connectrpc/connect";
import { unlessAborted } from "../../basics/abort.ts";
import { loadOnce } from "../../basics/load-once.ts";
import type { diagnoseError, ErrorDiagnosis } from "../../diagnosis/diagnose-error.ts";
import type { LogFields } from "../../logging/log-event.ts";
import type { PlainFetch } from "../../logging/log-fetch.ts";
import type { ProbeReport } from "../../wire/probe-report.ts";

/** The rules of failures, which are loaded when the page is idle, or when something fails before. */
export interface LazyDiagnosis {
  /** Loads the rules. Never rejects: what does not load now is tried again at the next failure. */
  load(): Promise<void>;
  /** The cause of a failure, while its line is written; nothing before the rules are loaded. */
  diagnoseError(fields: LogFields, probe?: ProbeReport): Partial<ErrorDiagnosis>;
  /** A failure of a call reaches its caller, and its log, when the rules are there to explain it. Belongs right below the log. */
  explainsCalls: Interceptor;
  /** The same for what is fetched, an answer of failure included. */
  explains(fetch: PlainFetch): PlainFetch;
}

/** Longest time that a failure waits for the rules, in milliseconds. */
const longestWaitMs = 2_000;

/** Makes the rules of a page; nothing is loaded yet. @param importRules loads them */
export function createLazyDiagnosis(importRules = () => import("../../diagnosis/diagnose-error.ts")): LazyDiagnosis {
  let diagnose: typeof diagnoseError | undefined;
  const loadRules = loadOnce(async () => {
    diagnose = (await importRules()).diagnoseError;
  });
  const load = () =>
    unlessAborted(loadRules(), AbortSignal.timeout(longestWaitMs)).catch(() => {
      // Where the page's own server does not answer, or late, the log says what was seen, without its cause.
    });

  /** Who gave a call up does not wait. */
  const loadFor = ({ aborted }: AbortSignal) => (aborted ? Promise.resolve() : load());

  async function* explained<Message>(messages: AsyncIterable<Message>, signal: AbortSignal): AsyncGenerator<Message> {
    try {
      yield* messages;
    } catch (failure) {
      await loadFor(signal);
      throw failure;
    }
  }

  return {
    load,
    diagnoseError: (fields, probe) => diagnose?.(fields, probe) ?? {},
    explainsCalls: (next) => async (request) => {
      try {
        const response = await next(request);
        return response.stream ? { ...response, message: explained(response.message, request.signal) } : response;
      } catch (failure) {
        await loadFor(request.signal);
        throw failure;
      }
    },
    explains: (fetch) => async (input, init) => {
      try {
        const response = await fetch(input, init);
        if (!response.ok) await load();
        return response;
      } catch (failure) {
        await load();
        throw failure;
      }
    },
  };
}
