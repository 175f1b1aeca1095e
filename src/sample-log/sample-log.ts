import { diagnoseFailure, type DiagnoseError } from "../logging/diagnose-failure.ts";
import type { LogEvent } from "../logging/log-event.ts";
import { renderJsonLine } from "../logging/render-line.ts";
import { addPhases } from "./add-phases.ts";
import { generateCalls } from "./generate-calls.ts";
import type { PlantedFault } from "./planted-fault.ts";

const hourMs = 3_600_000;
/** The log ends before its generator does, so that its end is the given moment and not about it. */
const [generatedMs, lengthMs] = [26 * hourMs, 24 * hourMs];
const generatedLines = 10_800;
const faults: PlantedFault[] = [
  { is: "outage", service: "ASR", from: 0.62, to: 0.64 },
  { is: "combination", voice: "gandelman", sampleRateHz: 16_000 },
  { is: "drift", model: "e2e-v3", overSeconds: 30, since: 0.4, factor: 3 },
];
/** Lines that are made without letting the page do something else. */
const linesAtOnce = 1_000;

/** What the making of a sample log depends on. */
export interface SampleLogOptions {
  /** When the log ends, in milliseconds since the epoch. Default: now. */
  nowMs?: number;
  signal?: AbortSignal | undefined;
  /** Names the cause of each failed call, as it does for those of the console. Default: no cause. */
  diagnoseError?: DiagnoseError;
}

/**
 * Makes the file of a sample log, as the console writes one: about 10,000 lines (9 MB) of one day. Three things go wrong in it:
 * recognition is unreachable for half an hour, one voice fails at one sample rate, and recordings over 30 s take three times as
 * long with one model since a moment. The same time gives the same bytes.
 *
 * @throws DOMException `AbortError` when the signal aborts
 */
export async function createSampleLog(options: SampleLogOptions = {}): Promise<File> {
  const { nowMs = Date.now(), signal, diagnoseError } = options;
  const parts: string[] = [];
  const end = new Date(nowMs).toISOString();
  let lines = 0;
  for (const event of generateCalls(generatedLines, { startMs: nowMs - lengthMs, lengthMs: generatedMs, faults })) {
    if (event.timestamp > end) break;
    parts.push(renderJsonLine(diagnosed(addPhases(event), diagnoseError)), "\n");
    if (++lines % linesAtOnce === 0) await new Promise((resolve) => setTimeout(resolve));
    signal?.throwIfAborted();
  }
  return new File(parts, "sample-log.jsonl", { type: "application/jsonl", lastModified: nowMs });
}

function diagnosed(event: LogEvent, diagnoseError: DiagnoseError | undefined): LogEvent {
  const { error } = event;
  return event.event === "request_error" && error
    ? { ...event, ...diagnoseFailure(event, error, diagnoseError) }
    : event;
}
