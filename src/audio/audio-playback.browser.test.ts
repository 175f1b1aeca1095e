import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { createPlayer, type Player } from "./player.ts";
import { jitterBufferMs, type Underrun } from "./audio-playback.ts";

const rateHz = 8000;

/** A steady value: any hole in what is played is a sample of 0. */
const steady = (seconds: number) => new Int16Array(rateHz * seconds).fill(8000);

let player: Player;
let underruns: Underrun[];
let starts: number[];
let heard: AnalyserNode[];

beforeEach(async () => {
  underruns = [];
  starts = [];
  heard = [];
  player = createPlayer({
    onunderrun: (underrun) => underruns.push(underrun),
    onsound: (inMs) => starts.push(inMs),
  });
  // A browser lets a page sound only after a gesture.
  const button = document.body.appendChild(document.createElement("button"));
  await userEvent.click(button);
  button.remove();
});

afterEach(() => player.close());

describe("a sound that is arriving", () => {
  it("waits for its cushion, then plays while more comes", async () => {
    const inlet = player.receive(rateHz);
    await player.play();
    expect([player.isPlaying, player.isWaiting]).toEqual([true, true]);

    inlet.push(steady(jitterBufferMs / 1000 / 2));
    expect(player.isWaiting).toBe(true);
    // Long enough for a page that is held up before it hands over more.
    inlet.push(steady(5));

    expect(player.isWaiting).toBe(false);
    await expect.poll(() => starts.length).toBe(1);
    expect(starts[0]).toBeLessThan(jitterBufferMs);
    await expect.poll(() => player.positionSeconds).toBeGreaterThan(0.1);
    inlet.push(steady(1));
    expect(player.durationSeconds).toBeCloseTo(6.125, 5);
    expect(underruns).toEqual([]);
  });

  it("plays what is shorter than the cushion when nothing more will come, and ends", async () => {
    const inlet = player.receive(rateHz);
    await player.play();
    inlet.push(steady(0.1));
    expect(player.isWaiting).toBe(true);

    inlet.end();

    expect(player.isWaiting).toBe(false);
    await expect.poll(() => player.isPlaying).toBe(false);
    expect(player.positionSeconds).toBeCloseTo(0.1, 5);
  });

  it("counts the silence when the next samples come late, and stands still in it", async () => {
    const inlet = player.receive(rateHz);
    await player.play();
    inlet.push(steady(0.3));
    await expect.poll(() => player.isWaiting).toBe(true);
    expect(player.isPlaying).toBe(true);
    // The loudspeaker is a little behind the device's clock.
    await expect.poll(() => player.positionSeconds).toBeCloseTo(0.3, 5);

    inlet.push(steady(1));

    expect(player.isWaiting).toBe(false);
    expect(underruns).toEqual([{ atSeconds: 0.3, gapMs: expect.any(Number) as number }]);
    expect(underruns[0]!.gapMs).toBeGreaterThan(0);
  });

  it("can be paused and moved back while it still arrives", async () => {
    const inlet = player.receive(rateHz);
    inlet.push(steady(20));
    await player.play();
    player.seek(15);
    await expect.poll(() => player.positionSeconds).toBeGreaterThan(15);
    player.pause();
    expect(player.isPlaying).toBe(false);
    inlet.push(steady(5));
    expect(player.durationSeconds).toBe(25);

    player.seek(1);
    await player.play();

    expect(player.positionSeconds).toBeLessThan(5);
    expect(underruns).toEqual([]);
  });

  it("sounds without a seam where two pieces meet", async () => {
    await player.close();
    player = createPlayer({
      onunderrun: (underrun) => underruns.push(underrun),
      openContext: (sampleRate) => tapped(new AudioContext({ sampleRate })),
    });
    const inlet = player.receive(rateHz);
    await player.play();
    inlet.push(steady(0.4));
    for (let piece = 0; piece < 200; piece++) inlet.push(steady(0.05));
    await expect.poll(() => player.positionSeconds).toBeGreaterThan(0.6);

    // The last half second lies over ten seams.
    const tap = heard[0]!;
    const last = new Float32Array(tap.fftSize);
    tap.getFloatTimeDomainData(last);

    expect(Math.min(...last)).toBeCloseTo(8000 / 32_768, 3);
    expect(Math.max(...last)).toBeCloseTo(8000 / 32_768, 3);
    expect(underruns).toEqual([]);
  });

  it("begins later, not late, when the page is held up while it starts", async () => {
    await player.close();
    player = createPlayer({ openContext: (sampleRate) => tapped(new AudioContext({ sampleRate })) });
    const inlet = player.receive(rateHz);
    await player.play();
    const start = AudioBufferSourceNode.prototype.start;
    const held = vi.spyOn(AudioBufferSourceNode.prototype, "start").mockImplementationOnce(function (
      this: AudioBufferSourceNode,
      when,
    ) {
      const untilMs = performance.now() + 100;
      while (performance.now() < untilMs);
      start.call(this, when);
    });
    inlet.push(steady(0.3));
    inlet.push(steady(5));
    held.mockRestore();
    await expect.poll(() => player.positionSeconds).toBeGreaterThan(0.5);

    // Late, the first block would still be heard where the second one begins.
    const tap = heard[0]!;
    const last = new Float32Array(tap.fftSize);
    tap.getFloatTimeDomainData(last);

    expect(Math.max(...last)).toBeCloseTo(8000 / 32_768, 3);
  });
});

/** A device that also lets a test look at what it plays. */
function tapped(context: AudioContext): AudioContext {
  const tap = new AnalyserNode(context, { fftSize: 4096 });
  tap.connect(context.destination);
  heard.push(tap);
  return Object.defineProperty(context, "destination", { value: tap });
}
