import { afterEach, describe, expect, it, vi } from "vitest";
import { hookContexts } from "../../test/support/audio-hooks.ts";
import type { LogEvent } from "../logging/log-event.ts";
import { createLogger } from "../logging/logger.ts";
import { PageMicrophone } from "./page-microphone.svelte.ts";

afterEach(() => void vi.restoreAllMocks());

/** A microphone, what it logged, and the screen's locks: how many are held, and how often one was taken. */
function setup() {
  const events: LogEvent[] = [];
  const microphone = new PageMicrophone(createLogger({ sink: { append: (event) => void events.push(event) } }));
  const screen = { held: 0, taken: 0 };
  vi.spyOn(navigator.wakeLock, "request").mockImplementation(() => {
    screen.held++;
    screen.taken++;
    const lock = {
      released: false,
      release() {
        if (!lock.released) screen.held--;
        lock.released = true;
        return Promise.resolve();
      },
    };
    return Promise.resolve(lock as unknown as WakeLockSentinel);
  });
  const open = (page: string, onstop = () => undefined as unknown) =>
    microphone.open({ page, onstop, details: () => ({ recording_id: "rec-1" }) }, new AbortController().signal);
  return { microphone, events, screen, open };
}

const see = () => document.dispatchEvent(new Event("visibilitychange"));

describe("PageMicrophone", () => {
  it("shows every recording until its device is free, however it ends", async () => {
    const { microphone, open } = setup();
    const pages = () => microphone.recordings.map(({ page }) => page);
    const first = await open("/voices");
    const stopped = vi.fn();
    const second = await open("/recognize", stopped);
    expect(pages()).toEqual(["/voices", "/recognize"]);
    microphone.recordings[1]!.stop();
    expect(stopped).toHaveBeenCalledOnce();
    for await (const chunk of first.chunks) if (chunk.length > 0) break;
    await expect.poll(pages).toEqual(["/recognize"]);
    await second.stop();
    expect(pages()).toEqual([]);
  });

  it("shows nothing where no microphone was opened", async () => {
    const { microphone, screen, open } = setup();
    vi.spyOn(navigator.mediaDevices, "getUserMedia").mockRejectedValue(new DOMException("no", "NotAllowedError"));
    await expect(open("/voices")).rejects.toMatchObject({ kind: "refused" });
    expect([microphone.recordings, screen.taken]).toEqual([[], 0]);
  });

  it("logs that audio stopped, and how long it did, with the recording that has the gap", async () => {
    const contexts = hookContexts();
    const { microphone, events, open } = setup();
    const opened = await open("/recognize");
    await opened.chunks[Symbol.asyncIterator]().next();
    await contexts.at(-1)!.suspend();
    await expect.poll(() => events.map(({ event }) => event)).toContain("system_microphone_gap");
    expect(events).toMatchObject([
      { event: "system_microphone_stalled", level: "WARNING", data: { recording_id: "rec-1", cause: "suspended" } },
      { event: "system_microphone_gap", level: "WARNING", data: { recording_id: "rec-1", cause: "suspended" } },
    ]);
    expect(events[1]!.data!["seconds"]).toBe(opened.missingSeconds);
    expect(microphone.recordings[0]!.stall).toBeUndefined();
    await opened.stop();
  });

  it("keeps the screen on while it records: taken again when the page is seen again, given back at the end", async () => {
    const { screen, open } = setup();
    const opened = await open("/voices");
    await expect.poll(() => screen.held).toBe(1);
    see();
    expect(screen.taken).toBe(1);
    const [lock] = vi.mocked(navigator.wakeLock.request).mock.results;
    // The browser ends a lock when the page is hidden.
    await ((await lock!.value) as WakeLockSentinel).release();
    expect(screen.held).toBe(0);
    see();
    await expect.poll(() => screen.held).toBe(1);
    await opened.stop();
    await expect.poll(() => screen.held).toBe(0);
    see();
    expect(screen).toEqual({ held: 0, taken: 2 });
  });

  it("gives back a lock that came after the end, and records where there is none", async () => {
    const { screen, open } = setup();
    const late = Promise.withResolvers<void>();
    const request = vi.mocked(navigator.wakeLock.request);
    const real = request.getMockImplementation()!;
    request.mockImplementationOnce(async (type) => (await late.promise, real(type)));
    const first = await open("/voices");
    await first.stop();
    late.resolve();
    await expect.poll(() => screen.taken).toBe(1);
    await expect.poll(() => screen.held).toBe(0);

    request.mockRejectedValueOnce(new DOMException("low battery", "NotAllowedError"));
    await (await open("/voices")).stop();
    vi.spyOn(navigator, "wakeLock", "get").mockReturnValue(undefined as unknown as WakeLock);
    await (await open("/voices")).stop();
  });
});
