import { describe, expect, it } from "vitest";
import { judgeFollowings, type Following } from "./followings.ts";

const following = (afterFailure: [number, number], afterSuccess: [number, number]): Following => ({
  ...{ earlier: 0, later: 1 },
  afterFailure: { calls: afterFailure[0], failed: afterFailure[1] },
  afterSuccess: { calls: afterSuccess[0], failed: afterSuccess[1] },
});
const judged = (...followings: Following[]) =>
  judgeFollowings(followings).map(({ isThin, isCertain }) => (isThin ? "thin" : isCertain ? "certain" : "open"));

describe("judgeFollowings", () => {
  it("calls four followed failures thin, however clear they are", () => {
    expect(judged(following([4, 4], [100, 0]), following([5, 5], [100, 0]))).toEqual(["thin", "certain"]);
  });

  it("calls a failure after a failure certain only where it is beyond coincidence", () => {
    expect(judged(following([20, 18], [200, 4]), following([20, 2], [200, 18]))).toEqual(["certain", "open"]);
  });

  it("does not call it certain that failures are followed by fewer failures", () => {
    expect(judged(following([50, 0], [50, 50]))).toEqual(["open"]);
  });

  it("takes into account how many pairs are compared", () => {
    const doubtful = following([10, 6], [60, 10]);
    const others = Array.from({ length: 20 }, () => following([10, 1], [60, 6]));
    expect(judged(doubtful)).toEqual(["certain"]);
    expect(judged(doubtful, ...others)[0]).toBe("open");
  });

  it("has nothing to say where no call followed a success", () => {
    expect(judged(following([9, 9], [0, 0]))).toEqual(["open"]);
  });
});
