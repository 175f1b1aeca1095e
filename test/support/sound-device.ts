import { execFile, spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { onPath } from "./browser.ts";

/** Programs of a sound device, by Debian's packages that have them. */
export const soundPrograms = { pulseaudio: "pulseaudio", paplay: "pulseaudio-utils" };

/**
 * A sound device of software, for programs that take their sound from PulseAudio: its loudspeaker plays to nothing, and its
 * microphone hears what {@link SoundDevice.speak} plays, and silence between. Must be closed.
 */
export interface SoundDevice {
  /** What a program needs in its environment to use it. */
  env: Record<string, string>;
  /** Plays a sound file into the microphone from its beginning; one that is still playing ends. */
  speak(file: string): void;
  close(): Promise<void>;
}

/** Why there can be none here; undefined when it can. */
export function whyNoSoundDevice(): string | undefined {
  const missing = Object.keys(soundPrograms).filter((program) => onPath([program]) === undefined);
  return missing.length === 0 ? undefined : `no ${missing.join(", no ")} on PATH`;
}

// A remapped source, because browsers leave out the monitor of a sink where they list microphones.
const setup = (socket: string) => `
load-module module-null-sink sink_name=loudspeaker
load-module module-null-sink sink_name=mouth
load-module module-remap-source source_name=microphone master=mouth.monitor source_properties=device.description=Microphone
set-default-sink loudspeaker
set-default-source microphone
load-module module-native-protocol-unix auth-anonymous=1 socket=${socket}
`;

/**
 * Starts one, which nothing else on this machine uses.
 *
 * @throws Error with the words of PulseAudio when it does not start
 */
export async function openSoundDevice(): Promise<SoundDevice> {
  const folder = await mkdtemp(join(tmpdir(), "audiokit-sound-"));
  const socket = join(folder, "native");
  const script = join(folder, "setup.pa");
  const log = join(folder, "log");
  await writeFile(script, setup(socket));
  const env = { ...process.env, HOME: folder, PULSE_RUNTIME_PATH: folder, PULSE_SERVER: `unix:${socket}` };
  const run = (...words: string[]) => promisify(execFile)("pulseaudio", words, { env });
  // As a daemon, because then the command ends when the device is there. One that nobody closes ends by itself.
  try {
    await run(
      "-n",
      "-F",
      script,
      "--daemonize=yes",
      "--exit-idle-time=600",
      "--disable-shm=yes",
      `--log-target=file:${log}`,
    );
  } catch (error) {
    throw new Error(`no sound device: ${await readFile(log, "utf8").catch(() => "no log of it")}`, { cause: error });
  }
  let speaking: ChildProcess | undefined;
  return {
    env: { PULSE_SERVER: env.PULSE_SERVER },
    speak(file) {
      speaking?.kill();
      speaking = spawn("paplay", ["--device=mouth", file], { env, stdio: "inherit" });
    },
    async close() {
      speaking?.kill();
      await run("--kill");
      await rm(folder, { recursive: true });
    },
  };
}
