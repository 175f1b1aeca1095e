import { loadOnce } from "../../basics/load-once.ts";
import type { LogStoreSettings } from "../log-store.ts";
import type { PartialResponse, StoreRequest } from "../store-messages.ts";
import type { CommitLatencyMeter } from "./commit-latency.ts";
import { completeLog } from "./log-engine.ts";
import type { LogWriting } from "./log-writing.ts";

/** Answers one request of a page. @throws what the log throws, `LogImportError` and `AbortError` among it */
export type LogAnswers = (
  request: Exclude<StoreRequest, { name: "clear" }>,
  signal: AbortSignal,
  onPartial: (part: PartialResponse) => void,
) => Promise<unknown>;

/** What answers are made from. */
export interface LogAnswersDeps {
  /** Name of the live log's database. */
  log: string;
  /** The live log. */
  writing: LogWriting;
  /** Of the live log; a request may change them. */
  settings: LogStoreSettings;
  commitLatency: CommitLatencyMeter;
  /** Sends the pending acknowledgement, if there is one. */
  sendAcksNow: () => void;
}

/** Makes what answers requests about the live log and the imported ones; the live one is maintained in the background from then on. */
export function answerRequests({ log, writing, settings, commitLatency, sendAcksNow }: LogAnswersDeps): LogAnswers {
  const live = completeLog(writing, { isCompacted: true, isChained: true });
  /** With all that reads files of others: a page that shows the live log needs none of it. */
  const openSets = loadOnce(async () => (await import("./imported-logs.ts")).createImportedLogs(log, () => Date.now()));
  return async (request, signal, onPartial) => {
    const engine = request.set === undefined ? live : await (await openSets()).open(request.set);
    switch (request.name) {
      case "query": {
        const { filter, page, partial } = request.params;
        return engine.query(filter, partial ? { ...page, onPartial } : page, signal);
      }
      case "readAhead":
        await engine.readAhead(signal);
        return null;
      case "explore":
        return engine.explore(request.params, signal);
      case "compare":
        return engine.compare(request.params.scope, request.params.comparison, signal);
      case "exploreRows":
        return engine.exploreRows(request.params.scope, request.params.page, signal);
      case "nextRow":
        return engine.nextRow(request.params.scope, request.params.request, signal);
      case "rowsBetween":
        return engine.rowsBetween(request.params.scope, request.params.request, signal);
      case "fieldValues":
        return engine.fieldValues(request.params.scope, request.params.path, request.params.options, signal);
      case "measure":
        return engine.measure(request.params, signal);
      case "patterns":
        return engine.patterns(request.params.scope, request.params.request, onPartial, signal);
      case "replacedValues":
        return engine.replacedValues(request.params.scope, request.params.pattern, onPartial, signal);
      case "sequence":
        return engine.sequence(request.params.scope, request.params.positions, signal);
      case "exportSize":
        return engine.exportSize(request.params, signal);
      case "exportRows": {
        const { scope, form } = request.params;
        const isOfFiles = form.is === "original" && request.set !== undefined;
        const encodings = isOfFiles ? { encodings: await (await openSets()).encodingsOf(request.set!) } : {};
        return engine.exportRows(scope, { ...form, ...encodings }, onPartial, signal);
      }
      case "columns":
        return engine.columns(request.params);
      case "overview":
        return engine.overview(request.params);
      case "summarize":
        return engine.summarize(request.params);
      case "parts":
        return engine.parts();
      case "exportPart":
        return engine.exportPart(request.params.file, request.params.backup);
      case "original":
        return engine.original(request.params.position);
      case "exportOriginal":
        return blobOf(
          engine.originalsOf(
            request.params.file,
            request.set === undefined
              ? undefined
              : (await (await openSets()).encodingsOf(request.set))[request.params.file],
          ),
        );
      case "stats": {
        const stats = await engine.stats();
        // So that the page does not count committed events as queued.
        sendAcksNow();
        return { ...stats, storedWithin: commitLatency.read() };
      }
      case "configure":
        Object.assign(settings, request.params);
        if (request.params.limits !== undefined) await live.setLimits(request.params.limits);
        return null;
      case "exportChain":
        return live.exportChain();
      case "verify":
        return live.verify(request.params, onPartial, signal);
      case "scanValue":
        return (await import("./scan-logs.ts")).scanLogs(live, await openSets(), request.params, onPartial, signal);
      case "replayJournal":
        for (const { batch, events } of request.params.batches)
          live.append({ writer: request.params.writer, batch, events });
        await live.flush();
        return null;
      case "listSets":
        return (await openSets()).list();
      case "previewSet":
        return (await openSets()).preview(request.params.files, signal);
      case "importSet":
        return (await openSets()).import(request.params.files, request.params, onPartial, signal);
      case "combineSets":
        return (await openSets()).combine(request.params.ids, request.params, onPartial, signal);
      case "readSetAgain": {
        const { id, choices, files } = request.params;
        return (await openSets()).readAgain(id, choices, files, onPartial, signal);
      }
      case "labelSet":
        await (await openSets()).label(request.params.id, request.params.label);
        return null;
      case "removeSet":
        await (await openSets()).remove(request.params.id);
        return null;
    }
  };
}

/** Bytes as one Blob; each chunk becomes a Blob first, which the browser may keep on disk. */
async function blobOf(chunks: AsyncIterable<Uint8Array<ArrayBuffer>>): Promise<Blob> {
  const parts: Blob[] = [];
  for await (const chunk of chunks) parts.push(new Blob([chunk]));
  return new Blob(parts);
}
