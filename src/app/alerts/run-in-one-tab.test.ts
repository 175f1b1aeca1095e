import { describe, expect, it } from "vitest";
import { runInOneTab } from "./run-in-one-tab.ts";

/** Two tabs that wait for one lock, and the names of those that run. */
function setup(locks: Pick<LockManager, "request"> | null = navigator.locks) {
  const running: string[] = [];
  const lock = `test-${crypto.randomUUID()}`;
  const open = (name: string) => {
    const page = new EventTarget();
    const start = () => {
      running.push(name);
      return () => void running.splice(running.indexOf(name), 1);
    };
    return { page, end: runInOneTab(lock, start, locks, page) };
  };
  return { running, a: open("a"), b: open("b") };
}

describe("runInOneTab", () => {
  it("runs in the first tab, and in the next when that closes", async () => {
    const { running, a, b } = setup();
    await expect.poll(() => running).toEqual(["a"]);
    a.end();
    await expect.poll(() => running).toEqual(["b"]);
    b.end();
    await expect.poll(() => running).toEqual([]);
  });

  it("gives way while its page is put aside, and waits again when it comes back", async () => {
    const { running, a, b } = setup();
    a.page.dispatchEvent(new Event("pagehide"));
    await expect.poll(() => running).toEqual(["b"]);
    a.page.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
    b.end();
    await expect.poll(() => running).toEqual(["a"]);
    a.end();
  });

  it("runs in every tab where the browser has no locks", async () => {
    const { running } = setup(null);
    await expect.poll(() => running).toEqual(["a", "b"]);
  });
});
