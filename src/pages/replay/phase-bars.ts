import { readPhases } from "../../logging/attributes/read-phases.ts";
import type { MessageTimes } from "../../logging/attributes/message-times.ts";
import type { LogEvent } from "../../logging/log-event.ts";

/** A part of a call, in milliseconds since it began. */
export interface PhaseBar {
  phase: "token" | "connection" | "waiting" | "answering";
  fromMs: number;
  toMs: number;
}

/** The parts of a call, one after the other, as far as its last line tells them; one bar where it has no phases. */
export function phaseBars(event: LogEvent): PhaseBar[] {
  const endMs = event.duration_ms;
  if (endMs === undefined || !(endMs > 0)) return [];
  const phases = readPhases(event.response_data) ?? {};
  const { token_from_ms: tokenFromMs = 0, token_wait_ms: tokenMs = 0 } = phases;
  const tokenEndMs = Math.min(endMs, tokenFromMs + tokenMs);
  const connectedMs = Math.min(endMs, Math.max(tokenEndMs, phases.connected_ms ?? 0));
  const firstMs = [phases.chunks, phases.partials, phases.finals].map(firstOf).filter((ms) => ms !== undefined);
  const answerMs = Math.min(endMs, Math.max(connectedMs, Math.min(...firstMs, phases.headers_ms ?? Infinity, endMs)));
  const bars: PhaseBar[] = [
    { phase: "token", fromMs: 0, toMs: tokenEndMs },
    { phase: "connection", fromMs: tokenEndMs, toMs: connectedMs },
    { phase: "waiting", fromMs: connectedMs, toMs: answerMs },
    { phase: "answering", fromMs: answerMs, toMs: endMs },
  ];
  return bars.filter(({ fromMs, toMs }) => toMs > fromMs);
}

function firstOf(times: MessageTimes | undefined): number | undefined {
  return times && ("at_ms" in times ? times.at_ms[0] : times.first_ms);
}
