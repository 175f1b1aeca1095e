import { expect, it } from "vitest";
import { idleAfter, whenIdle } from "./when-idle.ts";

/** After many other tests the browser finds no idle moment in their page. */
const longestWaitMs = 200;

it("begins when the browser is idle, and not at once", async () => {
  let begun = 0;
  whenIdle(() => void begun++, longestWaitMs);
  expect(begun).toBe(0);
  await expect.poll(() => begun).toBe(1);
});

it("ends what it began, and never begins what was ended before", async () => {
  const seen: string[] = [];
  whenIdle(() => void seen.push("ended before"), longestWaitMs)();
  const end = whenIdle(() => {
    seen.push("begun");
    return () => void seen.push("ended");
  }, longestWaitMs);
  await expect.poll(() => seen).toEqual(["begun"]);
  end();
  expect(seen).toEqual(["begun", "ended"]);
});

it("begins nothing before the first screen is there, even where that fails", async () => {
  const shown = Promise.withResolvers<undefined>();
  idleAfter(shown.promise);
  let begun = 0;
  whenIdle(() => void begun++, longestWaitMs);
  const idle = Promise.withResolvers<undefined>();
  requestIdleCallback(() => idle.resolve(undefined), { timeout: longestWaitMs });
  await idle.promise;
  expect(begun).toBe(0);
  shown.reject(new Error("the page did not load"));
  await expect.poll(() => begun).toBe(1);
  idleAfter(Promise.resolve());
});
