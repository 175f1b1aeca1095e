import type { Clause } from "../../analytics/differs/difference.ts";
import type { Diagnosis } from "../../diagnosis/diagnose.ts";
import { actors, whoCanAct, type Actor } from "../../diagnosis/who-can-act.ts";
import type { SharedFinding } from "./read-findings.ts";

/** What one of those who may act can do. */
export interface ActorStep {
  actor: Actor;
  does:
    /** The next step of the diagnosis, which speaks to whoever makes the calls or runs the gateway. */
    | { is: "next" }
    /** Can remove the cause, on the platform. */
    | { is: "removes" }
    /** Can act as well: gets the text. */
    | { is: "helps" }
    /** Makes the calls, and cannot remove the cause: without which condition they go well, and who can remove it. */
    | { is: "avoids"; without: AvoidedCondition[]; to: Actor }
    | { is: "nothing" };
}

/** A condition without which calls go well, all else the same. */
export interface AvoidedCondition {
  clause: Clause;
  good: number;
  calls: number;
}

/** Without a condition at least this share goes well, of at least so many calls. */
const [leastShare, leastCalls] = [0.9, 5];

/**
 * Who does what about a group: first who can remove the cause, then who can help, then the others. Empty where it is not known
 * who ended the calls.
 */
export function actorSteps(
  cause: Pick<Diagnosis, "cause" | "hop" | "facts"> | undefined,
  shared: Pick<SharedFinding, "beside"> | undefined,
): ActorStep[] {
  const acting = cause ? whoCanAct(cause) : [];
  const [first, ...helping] = acting;
  if (first === undefined) return [];
  const others = actors.filter((actor) => !acting.includes(actor));
  return [
    { actor: first, does: { is: first === "platform_operator" ? "removes" : "next" } },
    ...helping.map((actor): ActorStep => ({ actor, does: { is: "helps" } })),
    ...others.map((actor): ActorStep => {
      const isUser = actor === "user";
      return { actor, does: isUser ? { is: "avoids", without: avoidable(shared), to: first } : { is: "nothing" } };
    }),
  ];
}

/** A time cannot be avoided. */
function avoidable(shared: Pick<SharedFinding, "beside"> | undefined): AvoidedCondition[] {
  return (shared?.beside ?? []).flatMap(({ other, counts: { selected, rest } }) => {
    const calls = selected + rest;
    const isGood = calls >= leastCalls && rest / calls >= leastShare && other.path !== "timestamp";
    return isGood ? [{ clause: other, good: rest, calls }] : [];
  });
}
