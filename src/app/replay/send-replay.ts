import type { AudioKitClient } from "../../audiokit/client.ts";
import type { AudioKitCallOptions } from "../../audiokit/contract/call-options.ts";
import { collectSpeech } from "../../audiokit/calls/speech-stream.ts";
import { pause } from "../../basics/abort.ts";
import type { ReplayRequest, SentSound } from "./replay-request.ts";

/** What came back of a replay that the log does not hold. */
export interface ReplayResult {
  /** Of a synthesis: the whole WAV. */
  wav?: Uint8Array<ArrayBuffer>;
  /** Of a recognition. */
  transcript?: string;
}

/** Waits for some milliseconds. @throws the signal's reason when it aborts */
export type Wait = (durationMs: number, signal?: AbortSignal) => Promise<void>;

/**
 * Sends a call once, through the client through which every call goes: signed in as now, logged as a call of a person.
 *
 * @param wait default: by the clock of this machine
 * @throws AudioKitError as the call does; TypeError when its text or sound is missing
 */
export async function sendReplay(
  client: AudioKitClient,
  { parameters, text, sound }: ReplayRequest,
  call: AudioKitCallOptions,
  wait: Wait = pause,
): Promise<ReplayResult> {
  switch (parameters.kind) {
    case "synthesis": {
      const request = { ...parameters.request, text: given(text, "text") };
      const speech = parameters.isStream
        ? collectSpeech(client.synthesizeStream(request, call))
        : client.synthesize(request, call);
      return { wav: (await speech).wav };
    }
    case "cloned": {
      const request = { ...parameters.request, text: given(text, "text") };
      const speech = parameters.isStream
        ? collectSpeech(client.synthesizeClonedStream(request, call))
        : client.synthesizeCloned(request, call);
      return { wav: (await speech).wav };
    }
    case "file": {
      const request = { ...parameters.request, audio: given(sound, "sound").bytes };
      return { transcript: (await client.recognizeFile(request, call)).transcript };
    }
    case "live": {
      const chunks = paced(given(sound, "sound"), wait, call.signal);
      const live = client.recognizeStream(chunks, parameters.request, call);
      for await (const phrase of live) void phrase;
      return { transcript: live.summary().transcript };
    }
    case "clone":
      await client.cloneVoice({ signal: given(sound, "sound").bytes }, call);
      return {};
    case "delete":
      await client.deleteVoice(parameters.voiceId, call);
      return {};
    case "task":
      await client.getVoiceTaskInfo(parameters.taskId, call);
      return {};
    case "models":
      await (parameters.service === "ASR" ? client.sttModels(call) : client.ttsModels(call));
      return {};
  }
}

/** The sound in the messages, and in the pace, in which it was sent before. */
async function* paced({ bytes, messages }: SentSound, wait: Wait, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  let start = 0;
  let lastMs = messages[0]?.atMs ?? 0;
  for (const { sizeBytes, atMs } of messages) {
    if (atMs > lastMs) await wait(atMs - lastMs, signal);
    lastMs = Math.max(lastMs, atMs);
    yield bytes.subarray(start, start + sizeBytes);
    start += sizeBytes;
  }
}

function given<T>(input: T | undefined, name: string): T {
  if (input === undefined) throw new TypeError(`the ${name} of the call is not known`);
  return input;
}
