import type { ErrorGroup } from "../../app/error-groups/error-group.ts";
import type { Diagnosis } from "../../diagnosis/diagnose.ts";
import { hops, type Hop } from "../../diagnosis/hop.ts";
import type { Actor } from "../../diagnosis/who-can-act.ts";
import type { ErrorGroupPageState } from "./error-group-page.svelte.ts";
import type { ReportedGroup } from "./text-to-send.ts";

/** What a text says of a group, once all of it is read. @param recipient who can remove the cause */
export function reportedGroup(
  group: ErrorGroup,
  { findings, cause, newest }: Pick<ErrorGroupPageState, "findings" | "cause" | "newest">,
  recipient: Actor | undefined,
): ReportedGroup | undefined {
  if (newest === undefined) return undefined;
  const { service, operation, status, count, ofOperation, firstMs, lastMs, sessions } = group;
  return {
    ...{ service, operation, status, count, ofOperation, firstMs, lastMs, sessions },
    ...newest,
    shared: findings?.shared,
    cause: cause?.diagnosis,
    recipient,
  };
}

/** Who ended the calls of a group: as diagnosed, else as their lines say. */
export function hopOf(group: Pick<ErrorGroup, "hop"> | undefined, diagnosis: Diagnosis | undefined): Hop {
  const logged = hops.find((hop) => hop === group?.hop) ?? "unknown";
  return diagnosis === undefined || diagnosis.hop === "unknown" ? logged : diagnosis.hop;
}
