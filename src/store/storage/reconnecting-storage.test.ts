import { describe, expect, it } from "vitest";
import { defaultLogLimits } from "../log-store.ts";
import { createMemoryShelf } from "./memory-storage.ts";
import { createSteadyShelf } from "./reconnecting-storage.ts";

const memory = () => createMemoryShelf(defaultLogLimits);

function setup(open: () => Promise<ReturnType<typeof memory>>) {
  const problems: string[] = [];
  const shelf = createSteadyShelf({ open, fallback: memory, onFallback: (problem) => void problems.push(problem) });
  return { shelf, problems };
}

describe("createSteadyShelf", () => {
  it("goes on in memory at once when the browser gives no storage", async () => {
    const { shelf, problems } = setup(async () => {
      throw new DOMException("denied", "SecurityError");
    });
    expect((await shelf.read((transaction) => transaction.readState())).lastRow).toBe(0);
    expect(problems).toEqual(["SecurityError: denied"]);
  });

  it("opens again after a lost connection and repeats the operation", async () => {
    let opened = 0;
    const { shelf, problems } = setup(async () => {
      opened++;
      const shelf = memory();
      if (opened > 1) return shelf;
      return { ...shelf, write: () => Promise.reject(new DOMException("gone", "InvalidStateError")) };
    });
    expect(await shelf.write(async () => "done")).toBe("done");
    expect([opened, problems]).toEqual([2, []]);
  });

  it("gives up for memory after four failures, once for all that wait", async () => {
    let opened = 0;
    const { shelf, problems } = setup(async () => {
      opened++;
      throw new DOMException("broken", "UnknownError");
    });
    await Promise.all([shelf.write(async () => 1), shelf.write(async () => 2)]);
    expect([opened, problems]).toEqual([4, ["UnknownError: broken"]]);
  });

  it("lets a full disk and our own mistakes through", async () => {
    const { shelf } = setup(async () => memory());
    const full = new DOMException("full", "QuotaExceededError");
    await expect(shelf.write(() => Promise.reject(full))).rejects.toBe(full);
    const mistake = new RangeError("no such backup");
    await expect(shelf.read(() => Promise.reject(mistake))).rejects.toBe(mistake);
  });
});
