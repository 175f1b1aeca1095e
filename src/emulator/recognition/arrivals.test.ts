import { describe, expect, it } from "vitest";
import { arrivals } from "./arrivals.ts";

/** A clock that moves when the test says so. */
function setup() {
  let nowMs = 0;
  let isReturned = false;
  async function* messages() {
    try {
      yield await Promise.resolve("first");
      nowMs += 250;
      yield "late";
      await new Promise(() => undefined);
    } finally {
      isReturned = true;
    }
  }
  return { now: () => nowMs, messages: messages(), isReturned: () => isReturned };
}

describe("arrivals", () => {
  it("tells messages that were waiting from those that it waited for", async () => {
    const { now, messages } = setup();
    const found = arrivals(messages, new AbortController().signal, now);
    expect((await found.next()).value).toEqual({ message: "first", hadToWait: false });
    expect((await found.next()).value).toEqual({ message: "late", hadToWait: true });
  });

  it("ends with the signal's reason while it waits for a message that never comes", async () => {
    const { now, messages } = setup();
    const leave = new AbortController();
    const found = arrivals(messages, leave.signal, now);
    await found.next();
    await found.next();
    const waiting = found.next();
    leave.abort(new Error("the client left"));
    await expect(waiting).rejects.toThrow("the client left");
    expect((await found.next()).done).toBe(true);
  });

  it("begins nothing when the call is over already", async () => {
    const { now, messages } = setup();
    await expect(arrivals(messages, AbortSignal.abort(new Error("over")), now).next()).rejects.toThrow("over");
  });

  it("gives the messages back when its reader stops", async () => {
    const { now, messages, isReturned } = setup();
    for await (const { message } of arrivals(messages, new AbortController().signal, now)) {
      expect(message).toBe("first");
      break;
    }
    expect(isReturned()).toBe(true);
  });
});
