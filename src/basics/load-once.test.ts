import { expect, it } from "vitest";
import { loadOnce } from "./load-once.ts";

it("loads at the first use, once for all who wait", async () => {
  let loads = 0;
  const load = loadOnce(() => Promise.resolve(++loads));
  expect(loads).toBe(0);
  expect(await Promise.all([load(), load()])).toEqual([1, 1]);
  expect(await load()).toBe(1);
});

it("tries again after a failure, which everyone gets who waited", async () => {
  let loads = 0;
  const load = loadOnce(() => (++loads === 1 ? Promise.reject(new TypeError("offline")) : Promise.resolve(loads)));
  await expect(Promise.all([load(), load()])).rejects.toThrow("offline");
  expect(await load()).toBe(2);
});
