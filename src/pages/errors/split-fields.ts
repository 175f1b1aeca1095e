import type { ErrorGroup } from "../../app/error-groups/error-group.ts";
import type { LogReader } from "../../store/log-store.ts";

/** A field that a group can be split by. */
export interface SplitField {
  path: string;
  /** Values that its calls have, one for those without a value. */
  values: number;
}

/** A field with more values makes more groups than anybody looks at. */
const mostValues = 50;
/** Fields that are counted. */
const mostFields = 150;
/** Values of these differ from call to call, or say no more than what made it one group. */
const left =
  /^(timestamp|seq|request_id|server_request_id|message|event|level|outcome|error_group|error\.|diagnosis\.)/;

/**
 * Fields that tell the calls of a group apart, those with few values first.
 *
 * @throws whatever the log throws; DOMException `AbortError` when the signal aborts
 */
export async function splitFields(
  source: Pick<LogReader, "explore">,
  { scope, count }: ErrorGroup,
  signal: AbortSignal,
): Promise<SplitField[]> {
  const { fields } = await source.explore({ ...scope, facets: [] }, signal);
  const facets = fields
    .map(({ path }) => path)
    .filter((path) => !left.test(path))
    .slice(0, mostFields);
  const answer = await source.explore({ ...scope, facets }, signal);
  return answer.facets
    .map(({ path, values, otherValues, present }) => ({
      path,
      values: values.length + otherValues + (present < count ? 1 : 0),
    }))
    .filter(({ values }) => values >= 2 && values <= mostValues)
    .sort((one, other) => one.values - other.values || (one.path < other.path ? -1 : 1));
}
