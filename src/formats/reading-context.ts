import type { ReadingChoice } from "./record-reading.ts";
import type { TimeContext } from "./time/read-time.ts";

/** What the readers of one file share. */
export interface ReadingContext extends TimeContext {
  choice: ReadingChoice;
  /** Clock of the console's own text files, whose times are UTC without saying so. */
  ownClock: TimeContext["clock"];
}
