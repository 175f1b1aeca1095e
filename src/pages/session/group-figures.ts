import type { Format } from "../../kit/i18n/format.ts";
import type { Detail } from "../../kit/lists/DetailList.svelte";
import type { CallGroup } from "./call-group.svelte.ts";
import type { sessionText } from "./session-text.ts";

/** What the calls of a group add up to, in words; what no call says is left out. */
export function groupFigures(
  { all, sequence }: Pick<CallGroup, "all" | "sequence">,
  text: (typeof sessionText)["en"],
  format: Format,
): Detail[] {
  const { figures } = text;
  const share = format.percent(all.failed / all.calls);
  const optional = (label: string, value: number, write: (value: number) => string, title?: string): Detail[] =>
    Number.isNaN(value) ? [] : [{ label, value: write(value), ...(title && { title }) }];
  return [
    { label: figures.calls, value: format.number(all.calls) },
    { label: figures.failed, value: all.failed === 0 ? "0" : text.failedOf(format.number(all.failed), share) },
    ...(sequence === undefined ? [] : optional(figures.length, sequence.endedMs - sequence.beganMs, format.duration)),
    ...(sequence === undefined ? [] : optional(figures.idle, sequence.idleMs, format.duration, figures.idleWhy)),
    ...optional(figures.duration, all.durationMs, format.duration, figures.durationWhy),
    ...optional(figures.received, all.receivedBytes, format.bytes),
    ...optional(figures.audio, all.audioSeconds * 1000, format.duration),
  ];
}
