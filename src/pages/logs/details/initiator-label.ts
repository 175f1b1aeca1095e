import type { LogEvent } from "../../../logging/log-event.ts";
import { initiatorOf } from "../../../logging/infer-initiator.ts";
import type { detailsText } from "./details-text.ts";

type Words = Pick<(typeof detailsText)["en"], "initiators" | "inferred">;

/** Who caused an event, and whether that is inferred; undefined where nobody in particular did. */
export function initiatorLabel(event: LogEvent, { initiators, inferred }: Words): string | undefined {
  const found = initiatorOf(event);
  if (!found) return undefined;
  const name = initiators[found.initiator];
  return found.isInferred ? inferred(name) : name;
}
