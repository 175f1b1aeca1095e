import { SvelteSet } from "svelte/reactivity";
import type { AlertRecords } from "../../app/alerts/alert-records.svelte.ts";
import { statePerOwner } from "../../kit/state/state-per-owner.svelte.ts";

type Rule = AlertRecords["rules"][number];

/** The firings that a person has closed the notice of; each comes back when it fires again. */
export const closedFirings = statePerOwner((records: AlertRecords) => {
  const closed = new SvelteSet<string>();
  const nameOf = ({ id }: Rule) => `${id} ${String(records.states.byRule[id]?.firedMs)}`;
  const isHeard = ({ id }: Rule) => records.states.byRule[id]?.isAnnounced ?? false;
  const open = () => records.firing.filter((rule) => isHeard(rule) && !closed.has(nameOf(rule)));
  return {
    /** Those that fire now, are not silenced, and were not closed. */
    open,
    close: (): void => {
      for (const rule of open()) closed.add(nameOf(rule));
    },
  };
});
