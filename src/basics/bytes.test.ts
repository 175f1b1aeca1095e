import { expect, it } from "vitest";
import { joinBytes } from "./bytes.ts";

it("puts pieces in a row, in a buffer of their own and no larger", () => {
  const shared = Uint8Array.from([0, 1, 2, 3, 4]);
  const joined = joinBytes([shared.subarray(3), new Uint8Array(0), Buffer.from([9]), shared.subarray(0, 2)]);
  expect(joined).toEqual(Uint8Array.from([3, 4, 9, 0, 1]));
  expect(joined.buffer.byteLength).toBe(5);
  const whole = joinBytes([shared]);
  shared[0] = 7;
  expect(whole[0]).toBe(0);
  expect(joinBytes([])).toHaveLength(0);
});
