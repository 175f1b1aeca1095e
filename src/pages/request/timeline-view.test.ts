import { describe, expect, it } from "vitest";
import type { LogEvent } from "../../logging/log-event.ts";
import { callTimeline } from "./call-timeline.ts";
import { TimelineView } from "./timeline-view.svelte.ts";

const began = Date.UTC(2026, 10, 29);
const end: LogEvent = {
  timestamp: new Date(began + 10_000).toISOString(),
  level: "INFO",
  event: "request_success",
  request_id: "r",
  initiator: "user",
  message: "",
  session_id: "s",
  seq: 1,
  duration_ms: 10_000,
  response_data: { phases: { sent: { at_ms: [2_000, 2_100] } } },
};

/** A call of ten seconds whose sound was sent since the second one. */
function setup(soundSeconds = 4) {
  const playback = {
    positionSeconds: 0,
    isPlaying: false,
    seek: (seconds: number) => void (playback.positionSeconds = seconds),
    pause: () => void (playback.isPlaying = false),
    toggle: () => void (playback.isPlaying = !playback.isPlaying),
  };
  return { view: new TimelineView({ timeline: callTimeline([end]), soundSeconds, playback }), playback };
}
const key = (code: string, shiftKey = false) => ({ code, key: code, shiftKey });

describe("the view of a timeline", () => {
  it("shows the whole call at first, and the sound where its first chunk was sent", () => {
    const { view } = setup();
    expect([view.fromMs, view.toMs, view.soundFromMs, view.soundToMs]).toEqual([0, 10_000, 2_000, 6_000]);
    expect(setup(20).view.lengthMs).toBe(22_000);
  });

  it("moves the sound with the cursor where the cursor is in it, and stops it where it is not", () => {
    const { view, playback } = setup();
    view.moveTo(5_000);
    expect([view.cursorMs, playback.positionSeconds]).toEqual([5_000, 3]);
    view.toggle();
    view.moveTo(8_000);
    expect([view.cursorMs, playback.isPlaying]).toEqual([8_000, false]);
  });

  it("plays from the beginning of the sound where the cursor is outside of it", () => {
    const { view, playback } = setup();
    view.toggle();
    expect([view.cursorMs, playback.isPlaying, playback.positionSeconds]).toEqual([2_000, true, 0]);
  });

  it("is moved by keys within the call: arrows, with Shift, to both ends", () => {
    const { view } = setup();
    view.press(key("ArrowRight"));
    view.press(key("ArrowRight", true));
    expect(view.cursorMs).toBe(1_100);
    view.press(key("ArrowLeft", true));
    view.press(key("ArrowLeft", true));
    expect(view.cursorMs).toBe(0);
    view.press(key("End"));
    expect(view.cursorMs).toBe(10_000);
    expect([view.press(key("Tab")), setup(0).view.press(key("Space"))]).toEqual([false, false]);
  });

  it("is enlarged around the cursor, never beyond the call, and follows the cursor out of what it shows", () => {
    const { view } = setup();
    view.moveTo(4_000);
    view.zoomIn();
    expect([view.fromMs, view.toMs, view.shareOf(4_000)]).toEqual([2_000, 7_000, 0.4]);
    view.moveTo(9_500);
    expect([view.fromMs, view.toMs]).toEqual([5_000, 10_000]);
    view.zoomOut();
    expect([view.isWhole, view.toMs]).toEqual([true, 10_000]);
    for (let step = 0; step < 30; step++) view.zoomIn();
    expect(view.toMs - view.fromMs).toBe(5);
  });
});
