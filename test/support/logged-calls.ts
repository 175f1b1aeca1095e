import {
  createClient,
  createRouterTransport,
  type ConnectRouter,
  type Interceptor,
  type ServiceImpl,
} from "@connectrpc/connect";
import { STT } from "../../src/gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { TTS } from "../../src/gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { logCalls, type LogCallsOptions } from "../../src/logging/log-calls.ts";
import { observeCalls } from "../../src/logging/observe-calls.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";
import { createLogger, type LoggerOptions } from "../../src/logging/logger.ts";

/** Clients of services in memory through the real logging interceptor, a clock that the test moves, and the logged events. */
export function loggedCalls(
  tts: Partial<ServiceImpl<typeof TTS>>,
  stt: Partial<ServiceImpl<typeof STT>> = {},
  inner: Interceptor[] = [],
  options: LogCallsOptions & Pick<LoggerOptions, "deferMs" | "content" | "level" | "shutdown"> = {},
) {
  const events: LogEvent[] = [];
  const clock = { now: 1_756_894_441_000, epochMs: () => clock.now, monotonicMs: () => clock.now };
  const { deferMs = 0, content, level, shutdown } = options;
  const logger = createLogger({
    sink: { append: (event) => void events.push(event) },
    clock,
    deferMs,
    ...(content !== undefined && { content }),
    ...(level && { level }),
    ...(shutdown && { shutdown }),
  });
  const routes = (router: ConnectRouter) => void router.service(TTS, tts).service(STT, stt);
  const interceptors = [observeCalls(logCalls(logger, options)), ...inner];
  const transport = createRouterTransport(routes, { transport: { interceptors, baseUrl: "https://speech.example" } });
  const names = () => events.map(({ event }) => event);
  return { events, names, clock, logger, tts: createClient(TTS, transport), stt: createClient(STT, transport) };
}

/** Reads a stream to its end, or until `most` messages. */
export async function drain(stream: AsyncIterable<unknown>, most = Infinity): Promise<void> {
  let count = 0;
  for await (const item of stream) if (item !== undefined && ++count >= most) break;
}
