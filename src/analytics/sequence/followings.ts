import { holm, openChance } from "../differs/chance.ts";

/** Calls that came next, and those of them that failed. */
export interface FollowedCalls {
  calls: number;
  failed: number;
}

/** How the next calls of one service ended after the calls of another one, or of the same. */
export interface Following {
  /** Indexes of the services. */
  earlier: number;
  later: number;
  afterFailure: FollowedCalls;
  afterSuccess: FollowedCalls;
}

/** A following, and how much can be said of it. */
export interface JudgedFollowing extends Following {
  /** Fewer failures were followed than it takes to say something. */
  isThin: boolean;
  /** Next calls fail after a failure more often than after a success, and that is no coincidence. */
  isCertain: boolean;
}

/** Fewest failures with a next call of which something can be said. */
export const fewestFollowed = 5;
/** Most probable coincidence that still counts as none, corrected for all that is compared. */
const leastChance = 0.05;

/**
 * Counts which failures follow which. A call is followed by the first call of a service that begins after its end, and before
 * another call of its own service has ended; each pair of calls counts once.
 */
export function createFollowCounter(serviceCount: number) {
  /** For each service how its last call ended: 1 failed, 0 well, -1 not yet. */
  const last = new Int8Array(serviceCount).fill(-1);
  /** Whether the last call of a service was followed by one of another. */
  const isFollowed = new Uint8Array(serviceCount ** 2);
  const counts = new Float64Array(serviceCount ** 2 * 4);
  const countsOf = (pair: number, failed: number): FollowedCalls => {
    const [well, badly] = counts.subarray(pair * 4 + failed * 2);
    return { calls: well! + badly!, failed: badly! };
  };
  return {
    /** A call of a service ended. @param failed 1, or 0 where it ended well */
    ended(service: number, failed: number): void {
      last[service] = failed;
      isFollowed.fill(0, service * serviceCount, (service + 1) * serviceCount);
    },
    /** A call of a service began. @param failed how it will end */
    began(service: number, failed: number): void {
      for (let earlier = 0; earlier < serviceCount; earlier++) {
        const pair = earlier * serviceCount + service;
        if (last[earlier] === -1 || isFollowed[pair] === 1) continue;
        isFollowed[pair] = 1;
        counts[pair * 4 + last[earlier]! * 2 + failed]!++;
      }
    },
    /** Pairs in which a failure was followed, those with the most failures after failures first. */
    followings(): Following[] {
      return Array.from({ length: serviceCount ** 2 }, (_, pair) => ({
        earlier: Math.floor(pair / serviceCount),
        later: pair % serviceCount,
        afterFailure: countsOf(pair, 1),
        afterSuccess: countsOf(pair, 0),
      }))
        .filter(({ afterFailure }) => afterFailure.calls > 0)
        .sort((a, b) => b.afterFailure.failed - a.afterFailure.failed || b.afterFailure.calls - a.afterFailure.calls);
    },
  };
}

/** Says of each following whether it is thin, or beyond coincidence (Fisher's exact test, corrected by Holm for all of them). */
export function judgeFollowings(followings: readonly Following[]): JudgedFollowing[] {
  const most = followings.map(({ afterFailure, afterSuccess }) => afterFailure.calls + afterSuccess.calls);
  const chance = openChance(Math.max(0, ...most));
  const tried = followings
    .map(({ afterFailure, afterSuccess }, index) => ({
      index,
      ln: chance.lnProbability(
        { selected: afterFailure.failed, rest: afterSuccess.failed },
        { selected: afterFailure.calls, rest: afterSuccess.calls },
      ),
    }))
    .sort((a, b) => a.ln - b.ln);
  const corrected = holm(
    tried.map(({ ln }) => ln),
    tried.length,
  );
  const lnOf = new Map(tried.map(({ index }, at) => [index, corrected[at]!]));
  return followings.map((following, index) => {
    const { afterFailure, afterSuccess } = following;
    const isMore = afterFailure.failed * afterSuccess.calls > afterSuccess.failed * afterFailure.calls;
    const isThin = afterFailure.calls < fewestFollowed;
    return { ...following, isThin, isCertain: !isThin && isMore && lnOf.get(index)! < Math.log(leastChance) };
  });
}
