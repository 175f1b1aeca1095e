import type { CallMoment } from "../../wire/call-moments.ts";
import { rounded } from "./call-attributes.ts";
import type { TimedMessages } from "./message-times.ts";

/**
 * When what happened in a call, as `response_data.phases` has it: milliseconds since the call began. What did not happen, or cannot
 * be seen from here, is absent; lines of versions before 2026-11-29 have none of it.
 */
export interface CallPhases extends TimedMessages {
  /** The call began to wait for its token, and for how long; with a token in hand less than a millisecond. */
  token_from_ms?: number;
  token_wait_ms?: number;
  /** The connection of a live call was open. */
  connected_ms?: number;
  /** The headers of the response came: its first byte. */
  headers_ms?: number;
  /** How often the call was sent, where more than once; the times are those of the last attempt. */
  attempts?: number;
}

/** Notes the phases of one call. */
export interface PhaseRecorder {
  /** @param atMs milliseconds since the call began */
  note(moment: CallMoment, atMs: number): void;
  /** `phases` as an attribute, with the times of its messages; nothing where nothing is known. */
  attributes(times?: TimedMessages): { phases?: CallPhases };
}

/** Makes a recorder in which nothing has happened. */
export function recordPhases(): PhaseRecorder {
  let tokens = 0;
  let responses = 0;
  let phases: CallPhases = {};
  return {
    note(moment, atMs) {
      if (moment === "token_wanted") {
        tokens++;
        phases = { token_from_ms: rounded(atMs) };
      } else if (moment === "token_ready") phases.token_wait_ms = rounded(atMs - (phases.token_from_ms ?? atMs));
      else if (moment === "connected") phases.connected_ms = rounded(atMs);
      else {
        responses++;
        phases.headers_ms = rounded(atMs);
      }
    },
    attributes(times) {
      const attempts = Math.max(tokens, responses);
      const all = { ...phases, ...(attempts > 1 && { attempts }), ...times };
      return Object.keys(all).length > 0 ? { phases: all } : {};
    },
  };
}
