import type { Division, Group, MeasureAnswer, MeasureRequest } from "../../../query/measure.ts";
import { jqCommand } from "../../../query/tools/jq-command.ts";
import { measureToJq } from "../../../query/tools/measure-to-jq.ts";

/** A shell line that gives the numbers of a panel from the log as *Console JSONL*. @param tail what is done with them */
export function panelJq(request: MeasureRequest, answer: MeasureAnswer, tail = ""): string {
  const program = measureToJq({
    ...request,
    ...(request.by && { by: asRanges(request.by, answer.by) }),
    ...(request.over && { over: asRanges(request.over, answer.over) }),
  });
  return jqCommand(`${program}${tail}`);
}

/** Ranges that follow from the numbers of the log, as the answer found them. */
function asRanges(division: Division, groups: Group[]): Division {
  if (division.is !== "numbers") return division;
  const ranges = groups.flatMap((group) => (group.is === "range" ? [group] : []));
  const edges = ranges.length === 0 ? [0, -1] : [ranges[0]!.from, ...ranges.map(({ to }) => to)];
  return { is: "ranges", path: division.path, edges };
}
