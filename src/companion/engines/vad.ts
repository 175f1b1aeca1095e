// Ambient types of a package without any: a program that reaches this file by an import has no other way to them.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference
/// <reference path="./fvad-wasm.d.ts" />
import loadFvad from "@echogarden/fvad-wasm";
import type { VoiceActivity } from "../../emulator/recognition/recognition-engine.ts";

const sampleRateHz = 16_000;
const frameSamples = 480;

/** Loads WebRTC's voice activity detector (WebAssembly; thousands of times faster than speech, so it runs where it is called). */
export async function createVad(): Promise<VoiceActivity> {
  const fvad = await loadFvad();
  return {
    open(mode) {
      const detector = fvad._fvad_new();
      const buffer = fvad._malloc(frameSamples * 2);
      fvad._fvad_set_sample_rate(detector, sampleRateHz);
      fvad._fvad_set_mode(detector, mode);
      return {
        isSpeech(frame) {
          if (frame.length !== frameSamples) {
            throw new RangeError(`a frame has ${String(frameSamples)} samples, got ${String(frame.length)}`);
          }
          fvad.HEAP16.set(Int16Array.from(frame, toInt16), buffer / 2);
          return fvad._fvad_process(detector, buffer, frameSamples) === 1;
        },
        close() {
          fvad._free(buffer);
          fvad._fvad_free(detector);
        },
      };
    },
  };
}

function toInt16(sample: number): number {
  return Math.max(-1, Math.min(1, sample)) * 32767;
}
