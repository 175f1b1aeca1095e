import type { LogEvent } from "../logging/log-event.ts";
import { drawCall } from "./call-kinds.ts";
import { drawEnd, startLine, type DrawnEnd, type DrawnSession, type DrawnSpan } from "./call-lines.ts";
import { openDraw, type Draw } from "./draw.ts";
import { drawForeignLine, drawOtherLine, sessionStart } from "./other-lines.ts";
import { strike, type PlantedFault } from "./planted-fault.ts";

/** What a generated log is like. */
export interface GeneratedLog {
  /** Default 1. */
  seed?: number;
  /** Time of the first event, in milliseconds since the epoch. Default 2026-11-21 00:00 UTC. */
  startMs?: number;
  /** Time that the log covers, whatever its count, in milliseconds. Default 7 days. */
  lengthMs?: number;
  /** Share of calls that fail without a reason. Default 0.03. */
  failureRate?: number;
  faults?: PlantedFault[];
  /** Share of lines that an import made of the records of another logger. Default 0. */
  foreignShare?: number;
}

/** A call that is under way. */
interface OpenCall {
  span: DrawnSpan;
  end: DrawnEnd;
  endsAtMs: number;
}

const day = 86_400_000;
/** Lines between two starts of calls, on average. */
const linesOfCall = 2.01;
const otherShare = 0.02;
const pagesOfDay = 8;

/**
 * Generates a log as the console writes it, with about 70 fields: calls that overlap, each with a start and an end, of which
 * few are cancelled and fewer never end; the console's own calls; sessions, tokens and system events. About 830 bytes a line,
 * ascending in time, all of INFO and above. The same options give the same events.
 */
export function* generateCalls(count: number, options: GeneratedLog = {}): Generator<LogEvent> {
  const { seed = 1, startMs = Date.UTC(2026, 10, 21), lengthMs = 7 * day, foreignShare = 0 } = options;
  const arrivalMs = (lengthMs / count) * linesOfCall;
  let nowMs = startMs;
  let nextMs = startMs;
  const draw = openDraw(seed, () => nowMs);
  const open: OpenCall[] = [];
  let session = newSession(draw);
  let calls = 0;

  for (let made = 0; made < count; made++) {
    if (open[0] !== undefined && open[0].endsAtMs <= nextMs) {
      const { span, end, endsAtMs } = open.shift()!;
      nowMs = endsAtMs;
      yield stamped(end.fields, nowMs, span.session);
      continue;
    }
    nowMs = nextMs;
    nextMs += -Math.log(1 - draw.share()) * arrivalMs;
    if (made === 0 || draw.chance((pagesOfDay * arrivalMs) / day)) {
      session = newSession(draw);
      yield stamped(sessionStart(draw), nowMs, session);
    } else if (draw.chance(otherShare)) {
      yield stamped(drawOtherLine(draw), nowMs, session);
    } else if (draw.chance((2 * foreignShare) / (1 + foreignShare))) {
      yield { timestamp: new Date(nowMs).toISOString(), ...drawForeignLine(draw, made) };
    } else {
      const opened = openCall(draw, { session, number: calls++ }, (nowMs - startMs) / lengthMs, options);
      yield startLine(opened.span);
      // Where the browser died, the log has no end of a call.
      if (!draw.chance(0.001)) insert(open, opened);
    }
  }
}

function newSession(draw: Draw): DrawnSession {
  const digits = draw.hex(28);
  return {
    id: `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(12, 15)}-a${digits.slice(15, 18)}`,
    seq: 0,
  };
}

/** @param at share of the log's length */
function openCall(
  draw: Draw,
  { session, number }: { session: DrawnSession; number: number },
  at: number,
  { faults = [], failureRate = 0.03 }: GeneratedLog,
): OpenCall {
  const startedMs = draw.timeMs();
  const seconds = String(Math.floor(startedMs / 1000));
  const counter = String(number % 10_000).padStart(4, "0");
  const call = drawCall(draw);
  let error: string | undefined;
  for (const fault of faults) {
    const struck = strike(fault, call, at);
    error ??= struck.error;
    call.durationMs *= struck.factor ?? 1;
  }
  const span = {
    call,
    id: `req_${seconds}_${counter}_${session.id.replaceAll("-", "").slice(0, 12)}`,
    session,
    startedMs,
  };
  const end = drawEnd(draw, span, { error, failureRate });
  return { span, end, endsAtMs: startedMs + Math.ceil(end.durationMs) };
}

/** Keeps the calls in the order of their ends. */
function insert(open: OpenCall[], call: OpenCall): void {
  let at = open.length;
  while (at > 0 && open[at - 1]!.endsAtMs > call.endsAtMs) at--;
  open.splice(at, 0, call);
}

function stamped(fields: Partial<LogEvent>, timeMs: number, session: DrawnSession): LogEvent {
  const { data, ...rest } = fields;
  return {
    timestamp: new Date(timeMs).toISOString(),
    ...(rest as Pick<LogEvent, "level" | "event" | "message">),
    session_id: session.id,
    seq: ++session.seq,
    ...(data && { data }),
  };
}
