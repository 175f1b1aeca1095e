import type { Hop } from "../../diagnosis/hop.ts";
import { rules } from "../../diagnosis/rules.ts";

/** The places on the way of a call that are drawn. */
export const hopSteps = ["browser", "gateway", "platform", "service"] as const;
export type HopStep = (typeof hopSteps)[number];

/** Where on the way a cause is: at a place, or on the way from it to the next one. */
export interface HopPlace {
  at: HopStep;
  isBetween: boolean;
}

const steps: Record<Exclude<Hop, "unknown">, HopPlace> = {
  browser: { at: "browser", isBetween: false },
  client: { at: "browser", isBetween: false },
  front_proxy: { at: "browser", isBetween: true },
  gateway: { at: "gateway", isBetween: false },
  platform_proxy: { at: "gateway", isBetween: true },
  platform_ingress: { at: "platform", isBetween: false },
  platform: { at: "platform", isBetween: false },
  service: { at: "service", isBetween: false },
};

/**
 * Where a cause is drawn. Whoever ended a call for its connection was not at fault itself: what lies behind it was.
 *
 * @returns undefined where nobody knows who ended the call
 */
export function hopPlace(hop: string | undefined, cause: string | undefined): HopPlace | undefined {
  if (hop === undefined || !Object.hasOwn(steps, hop)) return undefined;
  const place = steps[hop as Exclude<Hop, "unknown">];
  const isConnection = rules.find((rule) => rule.cause === cause)?.about === "connection";
  const isLast = place.at === "service";
  return isConnection && !isLast ? { ...place, isBetween: true } : place;
}
