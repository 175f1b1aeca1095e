import { hops, type Hop } from "../../diagnosis/hop.ts";

/** One place on the way of a call. */
export interface PathHop {
  name: Hop;
  /** The call passed it, was ended there, or never came so far. */
  place: "passed" | "ended" | "behind";
}

/** Places that every call passes; a proxy stands there only where it ended the call. */
const always: readonly Hop[] = ["browser", "gateway", "platform"];
const order = hops.filter((hop) => hop !== "unknown");

/** The way of a call with the place that ended it; empty where that is not known. */
export function hopPath(hop: Hop): PathHop[] {
  if (hop === "unknown") return [];
  const at = order.indexOf(hop);
  const isOfClient = hop === "client";
  const path = order.filter((name) => {
    if (name === hop) return true;
    return always.includes(name) && !(isOfClient && (name === "browser" || name === "gateway"));
  });
  return path.map((name) => {
    const here = order.indexOf(name);
    return { name, place: here < at ? "passed" : here === at ? "ended" : "behind" };
  });
}
