import { createClonedVoices } from "../emulator/cloning/cloned-voices.ts";
import { createVoiceCloning } from "../emulator/cloning/voice-cloning.ts";
import { createStt } from "../emulator/recognition.ts";
import type { EmulatorOptions } from "../emulator/routes.ts";
import { createTts } from "../emulator/synthesis.ts";
import { createCommandEngine } from "./engines/asr-command.ts";
import { createEspeakEngine } from "./engines/espeak.ts";
import { createMoonshineEngine } from "./engines/moonshine.ts";
import { createVad } from "./engines/vad.ts";
import type { CompanionSettings } from "./settings.ts";

/** The platform's services over real engines; must be closed. */
export interface EmbeddedPlatform extends Pick<EmulatorOptions, "synthesis" | "recognition" | "cloning"> {
  /** Ends the processes of the engines. */
  close(): Promise<void>;
}

/** Puts the engines together that the settings ask for. None of them starts before the first call that needs it. */
export async function createEmbeddedPlatform(settings: CompanionSettings): Promise<EmbeddedPlatform> {
  const synthesis = createEspeakEngine();
  const recognition = [
    ...(settings.asr ? [createMoonshineEngine()] : []),
    ...settings.asrCommands.map((command) => createCommandEngine(command)),
  ];
  const vad = await createVad();
  const voices = createClonedVoices();
  const cloning = createVoiceCloning({ engine: synthesis, vad, voices, onFault: tellFault });
  return {
    synthesis: createTts(synthesis, voices),
    recognition: createStt({ engines: recognition, vad }),
    cloning: cloning.service,
    async close() {
      await cloning.close();
      await Promise.all([synthesis, ...recognition].map((engine) => engine.close()));
    },
  };
}

function tellFault(fault: unknown): void {
  console.error("VoiceCloning failed:", fault);
}
