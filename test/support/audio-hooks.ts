import { vi } from "vitest";

/** Every audio context that is made from now on, oldest first; ends with `vi.restoreAllMocks()`. */
export function hookContexts(): AudioContext[] {
  const contexts: AudioContext[] = [];
  const Real = AudioContext;
  vi.spyOn(globalThis, "AudioContext").mockImplementation(function (options?: AudioContextOptions) {
    const context = new Real(options);
    contexts.push(context);
    return context;
  });
  return contexts;
}

/** A browser that asks the person for the microphone until `allow`; ends with `vi.restoreAllMocks()`. */
export function delayedPermission(): { streams: Promise<MediaStream>[]; allow: () => void } {
  const { promise: allowed, resolve: allow } = Promise.withResolvers<void>();
  const devices = navigator.mediaDevices;
  const ask = devices.getUserMedia.bind(devices);
  const streams: Promise<MediaStream>[] = [];
  vi.spyOn(devices, "getUserMedia").mockImplementation((constraints) => {
    const stream = allowed.then(() => ask(constraints));
    streams.push(stream);
    return stream;
  });
  return { streams, allow };
}
