import type { TimeRange } from "../../analytics/call-rollups.ts";
import type { Query, Scalar } from "../../query/query.ts";
import type { ExploreScope } from "../../store/explore.ts";
import type { GroupingRule } from "./grouping-rule.ts";

/** A time in which far more calls of a service failed in one way than usual. */
export interface Outage {
  service: Scalar | undefined;
  status: Scalar | undefined;
  cause: Scalar | undefined;
  hop: Scalar | undefined;
  fromMs: number;
  /** The first moment after it. */
  toMs: number;
  /** Calls of the service that ended in it, and those that failed in this way. */
  calls: number;
  failed: number;
}

/** What made some failures one group. */
export type GroupReason =
  /** One service, status and normalised message: numbers, ids, times and quoted names were taken out. `texts` are the error groups of the log. */
  | { is: "message"; texts: string[] }
  /** One cause and one hop, as the lines of the calls name them. */
  | { is: "cause"; cause: string | undefined; hop: string | undefined }
  | { is: "outage"; outage: Outage }
  | { is: "rule"; rule: GroupingRule };

/** Failures of one kind in one log. */
export interface ErrorGroup {
  /** Names it in addresses, states and rules; clear text, the same for each import of a log: service, status and message, then what it was split by. */
  key: string;
  /** The calls of the group as a question to the log, so that every count can be clicked. */
  scope: ExploreScope;
  /** Parts of the key for display; undefined where the calls of the group differ in it, or have none. */
  service?: string;
  operation?: string;
  status?: string;
  /** The normalised message; of a merged group its name. */
  message: string;
  /** Values of the fields that the group was split by. */
  parts: { path: string; value: Scalar | undefined }[];
  /** Cause and hop as the lines of the calls name them, where they are one. */
  cause?: string;
  hop?: string;
  /** Services and operations of its calls. */
  services: string[];
  operations: string[];
  count: number;
  /**
   * Calls of the same operation in the range, however they ended: of the service where the group has several operations, all
   * calls where it has several services.
   */
  ofOperation: number;
  /** Of the beginnings of its calls, in milliseconds since the epoch. */
  firstMs: number;
  lastMs: number;
  /** Page loads with such a call. */
  sessions: number;
  /** Versions of the console of these page loads, where the log has their beginning; sorted. */
  versions: string[];
  /** Calls in each stretch of time, see `ErrorGroups.bins`. */
  trend: number[];
  why: GroupReason[];
}

/** Which calls are looked at. */
export interface GroupsScope {
  range: TimeRange;
  /** Whether calls that the console made by itself are among them. */
  hasOwnCalls: boolean;
  /** What they have to fulfil as well, with resolved times. Default: nothing. */
  filter?: Query;
  /** In which the stretches of time begin at round times. IANA name, `local` or `utc`; default `utc`. */
  zone?: string;
}

/** The failed calls of a log in groups. All numbers are exact. */
export interface ErrorGroups {
  /** Most calls first. */
  groups: ErrorGroup[];
  /** Calls of the scope, and those that failed. */
  calls: number;
  failed: number;
  /** Calls of the console itself that the scope leaves out. */
  ownHidden: number;
  /** Page loads with a call of the scope. */
  sessions: number;
  /** Time of the first and the last row of the log, in milliseconds since the epoch; undefined while it is empty. */
  firstMs: number | undefined;
  lastMs: number | undefined;
  /** Stretches of time of the trends. */
  bins: { fromMs: number; toMs: number; bins: number };
}
