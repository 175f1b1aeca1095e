import { createRouterTransport, type ServiceImpl } from "@connectrpc/connect";
import { clientOver } from "../../src/audiokit/client.ts";
import { TTS } from "../../src/gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { logCalls } from "../../src/logging/log-calls.ts";
import { observeCalls } from "../../src/logging/observe-calls.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";
import { workflowLog } from "../../src/logging/log-workflow.ts";
import { createLogger } from "../../src/logging/logger.ts";
import { PlaybackMetrics } from "../../src/pages/synthesize/speech/playback-metrics.svelte.ts";
import { SpeechRun, type SpeechRunDeps } from "../../src/pages/synthesize/speech/speech-run.svelte.ts";

/**
 * A speech run over a platform in memory, with the real logger. Its clock advances by 10 ms at each reading; its player
 * counts samples instead of playing them.
 */
export function testSpeechRun(platform: Partial<ServiceImpl<typeof TTS>>, deps: Partial<SpeechRunDeps> = {}) {
  const events: LogEvent[] = [];
  const logger = createLogger({ sink: { append: (event) => void events.push(event) } });
  const transport = createRouterTransport(({ service }) => void service(TTS, platform), {
    transport: { interceptors: [observeCalls(logCalls(logger))] },
  });
  const client = clientOver(transport);
  let time = 0;
  const nowMs = () => (time += 10);
  const played = { sampleRateHz: 0, sampleCount: 0, isComplete: false, plays: 0, prepared: [] as number[] };
  const playback: SpeechRunDeps["playback"] = {
    positionSeconds: 0,
    load: () => undefined,
    receive(sampleRateHz) {
      Object.assign(played, { sampleRateHz, sampleCount: 0, isComplete: false });
      return {
        push: (samples) => void (played.sampleCount += samples.length),
        end: () => void (played.isComplete = true),
      };
    },
    prepare: (sampleRateHz) => void played.prepared.push(sampleRateHz),
    play: () => void played.plays++,
    seek: () => undefined,
  };
  const metrics = new PlaybackMetrics(logger, nowMs);
  const run = new SpeechRun({ client, playback, metrics, workflowLog: workflowLog(logger), nowMs, ...deps });
  return { run, client, played, events };
}
