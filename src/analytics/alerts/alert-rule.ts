/** What a rule looks at. `query` and `part` are texts of the explorer's language. */
export type AlertMeasure =
  /** Share of calls that ended well among those that ended well or failed, from 0 to 1. */
  | { is: "success" }
  /** Share of failed calls among the same. */
  | { is: "failures" }
  /** Share of the rows that fulfil `part`. */
  | { is: "share"; part: string }
  /** Rows. With `under` and a threshold of 1: their absence. */
  | { is: "count" }
  /** By nearest rank, in the unit of the field; of calls, only of those that ended well or failed. @param percent 100 is the greatest */
  | { is: "percentile"; path: string; percent: number }
  /**
   * How fast the error budget of an objective is spent (1 spends it exactly within its days), over the window and over its last
   * twelfth, which says that it still goes on: the lower of both. @param thanMs a slower call is bad too; default: however slow
   */
  | { is: "burn"; target: number; thanMs?: number }
  /** Share of the room of the structured log file, backups included, that is taken. It has no rows, and no query. */
  | { is: "log-room" };

/** Times in which a rule is watched. */
export interface WorkingHours {
  /** 1 is Monday, 7 Sunday. */
  days: number[];
  /** Minutes since midnight; `to` is the first after them. */
  fromMinute: number;
  toMinute: number;
  /** IANA name. */
  timeZone: string;
}

export const alertSeverities = ["info", "warning", "critical"] as const;
export type AlertSeverity = (typeof alertSeverities)[number];

/** When an alert fires, and when it clears. Plain data: rules are stored, exported and imported as JSON. */
export interface AlertRule {
  /** Unique among the rules of a browser. */
  id: string;
  name: string;
  view: "calls" | "events";
  /** Which rows are meant; empty: all. Calls of the console itself count only where the query names `initiator`. */
  query: string;
  measure: AlertMeasure;
  fires: "over" | "under";
  /** It is over, or under, this value; in the unit of the measure. */
  threshold: number;
  /** A firing alert clears at this value: the threshold, or a better one, so that it does not flicker. */
  clearsAt: number;
  /** Length of the sliding window that is measured, in milliseconds. */
  windowMs: number;
  /** So long each measurement must be beyond the threshold before it fires, in milliseconds; 0: at once. */
  forMs: number;
  /** A window with fewer rows is thin: nothing is concluded from it. Meaningless for counts. */
  atLeast: number;
  severity: AlertSeverity;
  /** Default: always. */
  hours?: WorkingHours;
  /** Nobody is notified until then, in milliseconds since the epoch. */
  silencedUntilMs?: number;
  isEnabled: boolean;
}

/** Most rules of a browser. */
export const maxAlertRules = 100;
/** Least and greatest window, and greatest `forMs`, in milliseconds. */
export const alertLimits = {
  leastWindowMs: 60_000,
  greatestWindowMs: 7 * 86_400_000,
  greatestForMs: 86_400_000,
} as const;

/** Whether a value calls for an alert. */
export function isBeyond({ fires, threshold }: Pick<AlertRule, "fires" | "threshold">, value: number): boolean {
  return fires === "over" ? value > threshold : value < threshold;
}

/** Whether a value ends an alert. */
export function isClear({ fires, clearsAt }: Pick<AlertRule, "fires" | "clearsAt">, value: number): boolean {
  return fires === "over" ? value <= clearsAt : value >= clearsAt;
}

/** Whether the value counts rows, so that none is a value too. */
export function isCount({ measure }: Pick<AlertRule, "measure">): boolean {
  return measure.is === "count";
}

/** The rule with another threshold; where it clears moves along by the same factor. */
export function withThreshold<Rule extends Pick<AlertRule, "threshold" | "clearsAt">>(
  rule: Rule,
  threshold: number,
): Rule {
  const clearsAt = rule.threshold === 0 ? threshold : rule.clearsAt * (threshold / rule.threshold);
  return { ...rule, threshold, clearsAt };
}
