import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { createPlayer, type Player } from "./player.ts";

/** `seconds` of a quiet tone at 8 kHz. */
function tone(seconds: number) {
  const samples = new Int16Array(8000 * seconds).map((_, index) => 300 * Math.sin(index / 4));
  return { samples, sampleRateHz: 8000 };
}

const opened: AudioContext[] = [];
let player: Player;
let changes: number;

beforeEach(async () => {
  changes = 0;
  opened.length = 0;
  player = createPlayer({
    onchange: () => changes++,
    openContext: () => {
      const context = new AudioContext();
      opened.push(context);
      return context;
    },
  });
  // A browser lets a page sound only after a gesture.
  const button = document.body.appendChild(document.createElement("button"));
  await userEvent.click(button);
  button.remove();
});

afterEach(() => {
  vi.useRealTimers();
  return player.close();
});

describe("createPlayer", () => {
  it("opens no device before it plays, and closes the one it opened", async () => {
    player.load(tone(5));
    expect(opened).toHaveLength(0);

    await player.play();
    expect(opened.map((context) => context.state)).toEqual(["running"]);

    await player.close();
    expect(opened.map((context) => context.state)).toEqual(["closed"]);
  });

  it("plays on the device that was prepared, and leaves it alone while it plays", async () => {
    player.prepare(8000);
    await expect.poll(() => opened.map((context) => context.state)).toEqual(["running"]);

    player.load(tone(5));
    await player.play();
    player.prepare(16_000);
    expect([opened.length, opened[0]!.state, player.isPlaying]).toEqual([1, "running", true]);

    player.pause();
    player.prepare(16_000);
    expect(opened).toHaveLength(2);
    await expect.poll(() => opened.map((context) => context.state)).toEqual(["closed", "running"]);
  });

  it("moves its position while it plays and rests at the end", async () => {
    player.load(tone(0.3));

    await player.play();
    expect(player.isPlaying).toBe(true);
    await expect.poll(() => player.positionSeconds).toBeGreaterThan(0.05);
    await expect.poll(() => player.isPlaying).toBe(false);

    expect(player.positionSeconds).toBeCloseTo(0.3, 5);
    expect(changes).toBeGreaterThanOrEqual(3); // loaded, began, ended
  });

  it("begins anew when it is played from the end", async () => {
    player.load(tone(5));
    player.seek(5);

    await player.play();

    expect(player.positionSeconds).toBeLessThan(4);
  });

  it("plays one stretch and rests at its end", async () => {
    player.load(tone(5));

    await player.play({ fromSeconds: 2, toSeconds: 2.2 });
    expect(player.positionSeconds).toBeGreaterThanOrEqual(2);
    await expect.poll(() => player.isPlaying).toBe(false);

    expect(player.positionSeconds).toBeCloseTo(2.2, 5);
  });

  it("keeps its position through a pause, and goes on playing through a seek", async () => {
    player.load(tone(60));
    player.seek(30);
    await player.play();
    await expect.poll(() => player.positionSeconds).toBeGreaterThan(30);
    player.pause();
    const paused = player.positionSeconds;
    expect(player.isPlaying).toBe(false);

    await player.play();
    player.seek(50);
    await expect.poll(() => player.positionSeconds).toBeGreaterThanOrEqual(50);

    expect(paused).toBeLessThan(50);
    expect(player.isPlaying).toBe(true);
  });

  it("stays silent when it was paused while the device opened", async () => {
    player.load(tone(5));

    const starting = player.play();
    player.pause();
    await starting;

    expect(player.isPlaying).toBe(false);
  });

  it("stops when another sound is put in", async () => {
    player.load(tone(5));
    await player.play();

    player.load(tone(1));

    expect(player.isPlaying).toBe(false);
    expect(player.positionSeconds).toBe(0);
    expect(player.durationSeconds).toBe(1);
  });

  it("says that there is no device", async () => {
    const mute = createPlayer({
      openContext: () => {
        throw new DOMException("none", "NotSupportedError");
      },
    });
    mute.load(tone(1));

    await expect(mute.play()).rejects.toMatchObject({ name: "AudioError", kind: "no-output" });
  });

  it("leaves a device that does not answer for a sound of another rate", async () => {
    const contexts: AudioContext[] = [];
    const changing = createPlayer({
      openContext: (sampleRate) => {
        const context = new AudioContext({ sampleRate });
        // Rejects when the device is closed, as a browser's own does.
        if (contexts.push(context) === 1) {
          Object.defineProperty(context, "state", { value: "suspended" });
          const closing = Promise.withResolvers<void>();
          const close = context.close.bind(context);
          context.resume = () => closing.promise;
          context.close = () => {
            closing.reject(new DOMException("closed", "InvalidStateError"));
            return close();
          };
        }
        return context;
      },
    });
    changing.load(tone(5));
    const first = changing.play();
    changing.load({ samples: tone(10).samples, sampleRateHz: 16_000 });
    await changing.play();
    await first;

    expect(changing.isPlaying).toBe(true);
    await changing.close();
    expect(contexts[1]!.state).toBe("closed");
  });

  it("says that there is no device when none ever answers, and asks for one anew", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    const contexts: AudioContext[] = [];
    const mute = createPlayer({
      openContext: () => {
        const context = new AudioContext();
        Object.defineProperty(context, "state", { value: "suspended" });
        if (contexts.push(context) === 1) context.resume = () => new Promise(() => undefined);
        return context;
      },
    });
    mute.load(tone(1));

    const playing = mute.play().catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await playing).toMatchObject({ name: "AudioError", kind: "no-output" });
    expect(mute.isPlaying).toBe(false);

    await mute.play();
    expect(contexts).toHaveLength(2);
    await mute.close();
  });
});
