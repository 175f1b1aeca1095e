import { expect, it } from "vitest";
import { generateEvents } from "../../test/support/generate-events.ts";
import { createRecentEvents } from "./recent-events.ts";

it("keeps the last events, oldest first, whatever their number", () => {
  const recent = createRecentEvents(10);
  const events = [...generateEvents(57)];
  for (const [index, event] of events.entries()) {
    recent.append(event);
    expect(recent.all()).toEqual(events.slice(Math.max(0, index - 9), index + 1));
  }
});
