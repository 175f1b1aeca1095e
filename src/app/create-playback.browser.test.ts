import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { hookContexts } from "../../test/support/audio-hooks.ts";
import type { Playback } from "../kit/sound/playback.svelte.ts";
import type { LogEvent } from "../logging/log-event.ts";
import { createLogger } from "../logging/logger.ts";
import { createPlayback } from "./create-playback.ts";

const rateHz = 8000;
const tone = (seconds: number) => new Int16Array(rateHz * seconds).fill(300);

let events: LogEvent[];
let playback: Playback;
const logged = () => events.map(({ event, data }) => [event.replace("system_playback_", ""), data?.["reason"] ?? data?.["from_seconds"]]); // prettier-ignore

beforeEach(async () => {
  events = [];
  const logger = createLogger({ level: "DEBUG", sink: { append: (event) => void events.push(event) } });
  playback = createPlayback(logger, "A sound is played");
  // A browser lets a page sound only after a gesture.
  const button = document.body.appendChild(document.createElement("button"));
  await userEvent.click(button);
  button.remove();
});
afterEach(() => {
  vi.restoreAllMocks();
  return playback.close();
});

describe("createPlayback", () => {
  it("logs a playback once when it is heard, wherever it is moved then", async () => {
    playback.load({ samples: tone(30), sampleRateHz: rateHz });
    playback.seek(2);
    playback.play();
    await expect.poll(logged).toEqual([["started", 2]]);
    playback.seek(10);
    await expect.poll(() => playback.positionSeconds).toBeGreaterThan(10);
    playback.pause();
    expect(logged()).toEqual([["started", 2]]);
  });

  it("logs what is shorter than the way to the loudspeaker", async () => {
    playback.load({ samples: tone(0.01), sampleRateHz: rateHz });
    playback.play();
    await expect.poll(logged).toEqual([["started", 0]]);
  });

  it("logs speech that never came as unheard, with the reason", async () => {
    const stream = playback.receive(rateHz);
    playback.play();
    await expect.poll(() => playback.isWaiting).toBe(true);
    stream.end();
    expect(logged()).toEqual([["unheard", "empty"]]);
    playback.play();
    await expect.poll(logged).toEqual([["unheard", "empty"], ["unheard", "empty"]]); // prettier-ignore
  });

  it("logs what was cancelled before its first audio as unheard", async () => {
    playback.receive(rateHz);
    playback.play();
    await expect.poll(() => playback.isWaiting).toBe(true);
    playback.pause();
    expect(logged()).toEqual([["unheard", "stopped"]]);
    const stream = playback.receive(rateHz);
    playback.play();
    await expect.poll(() => playback.isWaiting).toBe(true);
    // Handed to the device, and taken back before it could play.
    stream.push(tone(5));
    playback.load(undefined);
    expect(logged()).toEqual([["unheard", "stopped"], ["unheard", "stopped"]]); // prettier-ignore
  });

  it("logs a start that the browser blocks as unheard", async () => {
    vi.spyOn(AudioContext.prototype, "state", "get").mockReturnValue("suspended");
    vi.spyOn(AudioContext.prototype, "resume").mockRejectedValue(new DOMException("no gesture", "NotAllowedError"));
    playback.load({ samples: tone(5), sampleRateHz: rateHz });
    playback.play();
    await expect.poll(() => playback.isSilent).toBe(true);
    expect(logged()).toEqual([["unheard", "no-output"]]);
  });

  it("logs nothing as played while the device stands still", async () => {
    const contexts = hookContexts();
    const stream = playback.receive(rateHz);
    playback.play();
    await expect.poll(() => playback.isWaiting).toBe(true);
    await contexts[0]!.suspend();
    stream.push(tone(5));
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect([playback.isPlaying, logged()]).toEqual([true, []]);
    await contexts[0]!.resume();
    await expect.poll(logged).toEqual([["started", 0]]);
  });
});
