import { valueIs } from "../../query/conditions.ts";
import type { Query } from "../../query/query.ts";

/** What tells failures apart, as their lines have it: what stands in the key of a group. */
export const kindPaths = [
  "error_group",
  "service",
  "operation",
  "error.error_type",
  "diagnosis.cause",
  "diagnosis.hop",
] as const;

/** Failed calls. */
export const failed: Query = valueIs("outcome", "error");
/** Calls that ended well or failed. */
export const ended: Query = { is: "or", parts: [valueIs("outcome", "ok"), failed] };
