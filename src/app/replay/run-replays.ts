import type { AudioKitClient } from "../../audiokit/client.ts";
import { withCallContext } from "../../logging/call-context.ts";
import { logAudit } from "../../logging/log-audit.ts";
import type { Logger } from "../../logging/logger.ts";
import { applyVariant, variantKey, type ReplayVariant, type Resample } from "./replay-variant.ts";
import type { Replay } from "./read-replay.ts";
import { sendReplay, type ReplayResult, type Wait } from "./send-replay.ts";

/** A replay that was sent. */
export interface SentReplay extends ReplayResult {
  variant: ReplayVariant;
  /** Of the new call; undefined when it failed before it was sent. */
  requestId?: string;
  /** Why it failed. */
  failure?: unknown;
}

/** What replays need. */
export interface RunReplaysDeps {
  client: AudioKitClient;
  logger: Pick<Logger, "logSystemEvent">;
  resample: Resample;
  wait?: Wait;
}

/**
 * Sends a call again, once for each variant, one after the other, and logs that a person did so. The lines of each new call carry
 * `request_data.replay_of`, the request ID of the origin.
 *
 * A failure is a result; the next variant is sent all the same. An abort cancels the call under way, and the rest is not sent.
 *
 * @param onSent called after each, and waited for
 */
export async function runReplays(
  replay: Replay,
  variants: readonly ReplayVariant[],
  { client, logger, resample, wait }: RunReplaysDeps,
  onSent: (sent: SentReplay) => void | Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const { requestId: origin, service, operation } = replay;
  const data = { what: "call", replay_of: origin, service, operation, variants: variants.map(variantKey) };
  logAudit(logger, "replay", `A call was sent again: ${service} ${operation}`, data);
  for (const variant of variants) {
    if (signal.aborted) return;
    await onSent(await sendOne(variant));
  }

  async function sendOne(variant: ReplayVariant): Promise<SentReplay> {
    let requestId: string | undefined;
    const contextValues = withCallContext({
      requestData: { replay_of: origin, ...(variant.is !== "same" && { replay_variant: variantKey(variant) }) },
      onRequestId: (id) => (requestId = id),
    });
    const sent = (rest: Partial<SentReplay>): SentReplay => ({ variant, ...(requestId && { requestId }), ...rest });
    try {
      const request = await applyVariant(
        {
          parameters: replay.parameters,
          ...(replay.text && { text: replay.text.value }),
          ...(replay.sound && { sound: replay.sound }),
        },
        variant,
        resample,
      );
      return sent(await sendReplay(client, request, { signal, contextValues }, wait));
    } catch (failure) {
      return sent({ failure });
    }
  }
}
