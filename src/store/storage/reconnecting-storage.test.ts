import { describe, expect, it } from "vitest";
import { defaultLogLimits } from "../log-store.ts";
import { createMemoryStorage } from "./memory-storage.ts";
import { createReconnectingStorage } from "./reconnecting-storage.ts";

const memory = () => createMemoryStorage(defaultLogLimits);

function setup(open: () => Promise<ReturnType<typeof memory>>) {
  const problems: string[] = [];
  const storage = createReconnectingStorage({
    open,
    fallback: memory,
    onFallback: (problem) => void problems.push(problem),
  });
  return { storage, problems };
}

describe("createReconnectingStorage", () => {
  it("continues in memory at once when the browser gives no storage", async () => {
    const { storage, problems } = setup(async () => {
      throw new DOMException("denied", "SecurityError");
    });
    expect((await storage.read((transaction) => transaction.readState())).lastRow).toBe(0);
    expect(problems).toEqual(["SecurityError: denied"]);
  });

  it("reconnects after a lost connection and repeats the operation", async () => {
    let opened = 0;
    const { storage, problems } = setup(async () => {
      opened++;
      const storage = memory();
      if (opened > 1) return storage;
      return { ...storage, write: () => Promise.reject(new DOMException("gone", "InvalidStateError")) };
    });
    expect(await storage.write(async () => "done")).toBe("done");
    expect([opened, problems]).toEqual([2, []]);
  });

  it("falls back to memory after four failures, once for all pending operations", async () => {
    let opened = 0;
    const { storage, problems } = setup(async () => {
      opened++;
      throw new DOMException("broken", "UnknownError");
    });
    await Promise.all([storage.write(async () => 1), storage.write(async () => 2)]);
    expect([opened, problems]).toEqual([4, ["UnknownError: broken"]]);
  });

  it("passes on quota errors and bugs of ours", async () => {
    const { storage } = setup(async () => memory());
    const full = new DOMException("full", "QuotaExceededError");
    await expect(storage.write(() => Promise.reject(full))).rejects.toBe(full);
    const mistake = new RangeError("no such backup");
    await expect(storage.read(() => Promise.reject(mistake))).rejects.toBe(mistake);
  });
});
