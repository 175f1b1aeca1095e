import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";
import type { BadgeTone } from "../../../kit/status/StatusBadge.svelte";
import type { ExploreRow, Outcome } from "../../../store/explore.ts";

const en = { ok: "ok", error: "error", cancelled: "cancelled", unfinished: "unfinished" };
const ru: typeof en = { ok: "успех", error: "ошибка", cancelled: "отменён", unfinished: "не завершён" };

/** How a call ended, in words. */
export const outcomeText: Dictionary<typeof en> = { en, ru };

/** How badges show it. */
export const outcomeTones = {
  ok: "success",
  error: "error",
  cancelled: "cancelled",
  unfinished: "unfinished",
} as const satisfies Record<Outcome, BadgeTone>;

/** The type of error of a failed call, by which it is called instead. */
export function failureType({ outcome, event }: Pick<ExploreRow, "outcome" | "event">): string | undefined {
  return outcome === "error" ? event.error?.error_type : undefined;
}
