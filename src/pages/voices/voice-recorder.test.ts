import { createRouterTransport } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import type { Microphone } from "../../audio/microphone/microphone.ts";
import { clientOver } from "../../audiokit/client.ts";
import { VoiceCloning } from "../../gen/mts/ai/audiogram/voice_cloning/v1/voice_cloning_pb.ts";
import { logCalls } from "../../logging/log-calls.ts";
import { observeCalls } from "../../logging/observe-calls.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { createLogger } from "../../logging/logger.ts";
import { Cloning } from "./cloning.svelte.ts";
import { VoiceRecorder } from "./voice-recorder.svelte.ts";
import { VoiceSample } from "./voice-sample.svelte.ts";

/** A second of audio from a microphone that has dropped some. */
function microphone(droppedSeconds: number): Microphone {
  return {
    label: "",
    treatment: {},
    chunks: (async function* () {
      yield await Promise.resolve(new Uint8Array(new Int16Array(16_000).fill(8000).buffer));
    })(),
    droppedSeconds,
    missingSeconds: 0,
    closed: Promise.resolve(),
    wake: () => undefined,
    pause: () => undefined,
    resume: () => undefined,
    stop: () => Promise.resolve(),
  };
}

async function cloneFrom(droppedSeconds: number) {
  const events: LogEvent[] = [];
  const logger = createLogger({ sink: { append: (event) => void events.push(event) } });
  const transport = createRouterTransport(
    ({ service }) => void service(VoiceCloning, { cloneVoice: () => ({ val: "task-1" }) }),
    { transport: { interceptors: [observeCalls(logCalls(logger))] } },
  );
  const sample = new VoiceSample({ decode: () => Promise.reject(new Error("no file")) });
  const recorder = new VoiceRecorder({
    open: () => Promise.resolve(microphone(droppedSeconds)),
    onrecorded: (samples, seconds) => sample.addRecording("microphone-1.wav", samples, seconds),
  });
  await recorder.start();
  const { warnings } = sample;
  const onbegun = () => Promise.resolve();
  const cloning = new Cloning({ client: clientOver(transport), logger, onbegun }, sample);
  cloning.name = "Anna";
  cloning.hasConsent = true;
  await cloning.start();
  return { warnings, call: events.find(({ event }) => event === "request_start")! };
}

describe("VoiceRecorder", () => {
  it("warns of audio that the microphone has dropped, and the log of the cloning call says how much", async () => {
    const { warnings, call } = await cloneFrom(2.5);
    expect(warnings).toContain("dropped");
    expect(call.request_data).toMatchObject({ service: "VoiceCloning_Clone", dropped_audio_seconds: 2.5 });
  });

  it("says nothing where nothing was dropped", async () => {
    const { warnings, call } = await cloneFrom(0);
    expect(warnings).toContain("scant");
    expect(warnings).not.toContain("dropped");
    expect(call.request_data).not.toHaveProperty("dropped_audio_seconds");
  });
});
