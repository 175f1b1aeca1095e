import type { AlertRule } from "../../analytics/alerts/alert-rule.ts";
import type { AlertTransition } from "../../analytics/alerts/alert-state.ts";
import type { AlertNote } from "../../wire/alert-note.ts";

/** The note of a transition: of an alert that ended its value is the furthest it reached. @param origin of the page */
export function noteOf(rule: AlertRule, transition: AlertTransition, origin: string): AlertNote {
  const { id, name, severity, query, threshold } = rule;
  const isFiring = transition.is === "firing";
  const measured = isFiring ? transition.value : transition.peak;
  return {
    status: transition.is,
    ...{ rule: name, severity, query, threshold },
    value: Number.isNaN(measured) ? null : measured,
    rows: isFiring ? transition.rows : 0,
    at: new Date(transition.atMs).toISOString(),
    link: `${origin}/alerts?rule=${encodeURIComponent(id)}`,
  };
}
