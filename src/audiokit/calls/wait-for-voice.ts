import { Code } from "@connectrpc/connect";
import { pause as pauseByTimer } from "../../basics/abort.ts";
import { AudioKitError } from "../contract/audiokit-error.ts";
import type { AudioKitCallOptions } from "../contract/call-options.ts";
import type { VoiceTask } from "./voice-cloning.ts";

export interface WaitForVoiceOptions extends Omit<AudioKitCallOptions, "timeoutMs"> {
  /** Called with each status and the time since the start, in milliseconds. */
  onStatus?: (task: VoiceTask, elapsedMs: number) => void;
  /** First pause between two polls, in milliseconds; default 1000. Each next one is half as long again. */
  firstPauseMs?: number;
  /** Longest pause, in milliseconds; default 15000. */
  longestPauseMs?: number;
  /** How long to wait in all, in milliseconds; default an hour. */
  giveUpAfterMs?: number;
  /** Waits; rejects with the signal's reason. Default: a timer. */
  pause?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** A voice that can be used. */
export type ReadyVoice = VoiceTask & { status: "ready"; voiceId: string };

/**
 * Polls a task until its voice is ready.
 *
 * A poll that finds the platform unreachable or over its quota is repeated: the task goes on without us.
 *
 * @param poll requests the status once
 * @throws AudioKitError `broken` when the platform gives the task up, `deadline` after `giveUpAfterMs`, `cancelled`
 */
export async function waitForVoice(
  poll: (options: AudioKitCallOptions) => Promise<VoiceTask>,
  options: WaitForVoiceOptions,
  nowMs: () => number,
): Promise<ReadyVoice> {
  const { signal, contextValues, onStatus, pause = pauseByTimer } = options;
  const { firstPauseMs = 1000, longestPauseMs = 15_000, giveUpAfterMs = 3_600_000 } = options;
  const call = { ...(signal && { signal }), ...(contextValues && { contextValues }) };
  const startedMs = nowMs();
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)) {
    const task = await poll(call).catch(unlessPassing);
    if (task) onStatus?.(task, nowMs() - startedMs);
    if (task?.status === "ready" && task.voiceId !== undefined) return task as ReadyVoice;
    if (task?.status === "error") {
      throw new AudioKitError({
        kind: "broken",
        grpcCode: Code.Internal,
        message: `the platform gave up the task ${task.taskId}`,
        reply: task.reply,
      });
    }
    if (nowMs() - startedMs + pauseMs > giveUpAfterMs) {
      const words = `the voice was not ready after ${String(giveUpAfterMs)} ms`;
      throw new AudioKitError({ kind: "deadline", grpcCode: Code.DeadlineExceeded, message: words });
    }
    await pause(pauseMs, signal).catch((thrown: unknown) => {
      throw AudioKitError.from(thrown, signal);
    });
  }
}

function unlessPassing(thrown: unknown): undefined {
  const error = AudioKitError.from(thrown);
  if (error.kind !== "unreachable" && error.kind !== "quota") throw error;
}
