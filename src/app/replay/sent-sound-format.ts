import type { WavFormat } from "../../audio/wav.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { readReplay } from "./read-replay.ts";
import { inputKindOf } from "./replay-request.ts";
import { soundFormatOf } from "./sound-messages.ts";

/** The format of the sound that a call sent, by a line of it; undefined where the call sends none, or the line does not say. */
export function sentSoundFormat(line: LogEvent): WavFormat | undefined {
  const parameters = line.request_data && readReplay(line, undefined)?.parameters;
  return parameters && inputKindOf(parameters) === "sound" ? soundFormatOf(parameters) : undefined;
}
