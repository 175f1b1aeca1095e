import { afterEach, describe, expect, it, vi } from "vitest";
import { openSeenResponse } from "../../wire/seen-response.ts";
import { openSocketStream } from "./socket-stream.ts";

afterEach(() => void vi.useRealTimers());

/** A socket whose network takes nothing until it is told to. */
class StuckSocket extends EventTarget {
  static last: StuckSocket;
  readonly OPEN = 1;
  readyState = 1;
  bufferedAmount = 0;
  onopen: () => void = () => undefined;
  constructor() {
    super();
    StuckSocket.last = this;
  }
  send(bytes: Uint8Array) {
    this.bufferedAmount += bytes.length;
  }
  close() {
    this.readyState = 3;
  }
}

describe("openSocketStream", () => {
  it("takes no more from its source than fits, loses nothing, and goes on when the network does", async () => {
    vi.useFakeTimers();
    let taken = 0;
    async function* source() {
      for (; taken < 100; taken++) yield await Promise.resolve(new Uint8Array(3200));
    }
    const options = { WebSocket: StuckSocket as unknown as typeof WebSocket, highWaterBytes: 32_000 };
    const { signal } = new AbortController();
    const request = { url: "http://host/bridge/x", header: new Headers(), signal };
    openSocketStream(request, source(), openSeenResponse(signal), options);
    const socket = StuckSocket.last;
    socket.onopen();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(taken).toBe(9);
    expect(socket.bufferedAmount).toBeLessThan(32_000 + 3300);

    let sentBytes = 0;
    while (socket.bufferedAmount > 0) {
      sentBytes += socket.bufferedAmount;
      socket.bufferedAmount = 0;
      await vi.advanceTimersByTimeAsync(5);
    }
    expect(taken).toBe(100);
    expect(sentBytes).toBeGreaterThan(100 * 3200);
    socket.close();
  });
});
