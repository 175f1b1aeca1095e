import { archiveRoutes } from "../../emulator/platform-archive/archive-routes.ts";
import { createArchive } from "../../emulator/platform-archive/archive.ts";
import { archiveRecognition } from "../../emulator/platform-archive/archived-recognition.ts";
import { createClonedVoices } from "../../emulator/cloning/cloned-voices.ts";
import { createVoiceCloning } from "../../emulator/cloning/voice-cloning.ts";
import { createLongRunning } from "../../emulator/long-running/long-running.ts";
import { createObjectStore } from "../../emulator/objects/object-store.ts";
import { s3Routes } from "../../emulator/objects/s3-routes.ts";
import { checkPresets, createPresetStt, createPresetTts } from "../../emulator/presets/preset-services.ts";
import { builtInPresets, joinPresets, type Presets } from "../../emulator/presets/presets.ts";
import { createStt } from "../../emulator/recognition/recognition.ts";
import type { RecognitionEngine } from "../../emulator/recognition/recognition-engine.ts";
import type { EmulatorOptions } from "../../emulator/routes.ts";
import { createTts } from "../../emulator/synthesis/synthesis.ts";
import type { TokenIssuer } from "../../emulator/token.ts";
import type { WebHandler } from "../../emulator/http/web-handler.ts";
import { openDiskByteStore } from "../temp-dirs/disk-byte-store.ts";
import { createCommandEngine } from "../engines/asr-command.ts";
import { createEspeakEngine } from "../engines/espeak/espeak.ts";
import { createMoonshineEngine } from "../engines/moonshine/moonshine.ts";
import { createRussianEngine, type RussianEngineOptions } from "../engines/russian/russian-engine.ts";
import { createVad } from "../engines/vad.ts";
import type { CompanionSettings } from "../config/command-line.ts";

/** The platform's services over real engines. Must be closed. */
export interface EmbeddedPlatform extends Omit<EmulatorOptions, "tokens" | "requireToken" | "onFault"> {
  /** The object store and the archive. */
  web: WebHandler;
  /** The engines that recognise, which a page may have loaded before its first call. */
  recognisers: readonly RecognitionEngine[];
  /** Ends the engines' processes and deletes stored recordings and objects. */
  close(): Promise<void>;
}

/** Settings of the command line for the embedded platform. */
export interface EmbeddedPlatformSettings extends Pick<CompanionSettings, "asr" | "asrCommands"> {
  /** The operator's presets, beside the built-in ones. */
  presets?: Presets;
  /** The Russian engine that `npm run add-engine` has added. */
  addedEngine?: RussianEngineOptions;
}

/**
 * Creates the services with the engines that the settings select. An engine starts with the first call that needs it.
 *
 * @param tokens verifies the tokens that version 3 of the archive requires; default: no token is required
 * @throws PresetError when the engines cannot serve a preset
 */
export async function createEmbeddedPlatform(
  settings: EmbeddedPlatformSettings,
  tokens?: TokenIssuer,
): Promise<EmbeddedPlatform> {
  const synthesis = createEspeakEngine();
  const recognition = [
    ...(settings.asr ? [createMoonshineEngine()] : []),
    ...settings.asrCommands.map((command) => createCommandEngine(command)),
    // After the commands: a command for Russian was asked for at this start.
    ...(settings.addedEngine ? [createRussianEngine(settings.addedEngine)] : []),
  ];
  const own = settings.presets ?? { tts: [], stt: [] };
  checkPresets(own, synthesis, recognition);
  const presets = joinPresets(builtInPresets(), own);
  const vad = await createVad();
  const voices = createClonedVoices();
  const cloning = createVoiceCloning({ engine: synthesis, vad, voices, onFault: logFault("VoiceCloning") });
  const tts = createTts(synthesis, voices.find);
  const bytes = await openDiskByteStore();
  const archive = createArchive({ bytes });
  const stt = archiveRecognition(createStt({ engines: recognition, vad }), { archive, engines: recognition });
  const objects = createObjectStore({ bytes }, clientBuckets);
  const long = createLongRunning({
    engines: recognition,
    vad,
    objects,
    archive,
    presets,
    onFault: logFault("LongRunning"),
  });
  const store = s3Routes(objects);
  const archived = archiveRoutes({ archive, ...(tokens && { tokens }) });
  return {
    synthesis: tts,
    recognition: stt,
    cloning: cloning.service,
    presetSynthesis: createPresetTts(tts, presets),
    presetRecognition: createPresetStt(stt, presets),
    longRunning: long.service,
    presetLongRunning: long.presetService,
    recognisers: recognition,
    web: async (request) => (await store(request)) ?? archived(request),
    async close() {
      await Promise.all([cloning.close(), long.close()]);
      await Promise.all([synthesis, ...recognition].map((engine) => engine.close()));
      await bytes.close();
    },
  };
}

/** Buckets that the official client expects to exist. */
const clientBuckets = ["long-running-audio", "longrunningaudiofiles"];

function logFault(service: string): (fault: unknown) => void {
  return (fault) => console.error(`${service} failed:`, fault);
}
