import type { FieldInfo } from "../../../store/explore.ts";

/** Last parts of the paths that answer most questions, the most asked first. They are open from the start. */
const important = [
  ...["outcome", "service", "operation", "level", "voice_name", "sample_rate_hertz", "model", "model_type"],
  ...["error.error_type", "error_group", "diagnosis.cause", "diagnosis.hop", "duration_ms"],
];
/** What tells rows apart and groups none: never open by itself. */
const identity = /(^|[._])(id|uuid|hash|timestamp|message|text)$/i;
/** How many fields of a foreign log, where few or none of the important ones are, are open besides. */
const mostOpen = important.length;
const fewestOpen = 5;

/** Fields in the order of the panel, and which of them are open until a person says otherwise. */
export interface FieldOrder {
  paths: string[];
  open: Set<string>;
}

/**
 * Orders the fields of a log: the important ones first, then those with few values by how many rows have one.
 *
 * Where a log has few of the important fields, the next with 2 to 50 values are open too.
 */
export function orderFields(fields: readonly FieldInfo[]): FieldOrder {
  const rankOf = ({ path }: FieldInfo) => important.findIndex((name) => path === name || path.endsWith(`.${name}`));
  const ranked = fields.filter((field) => rankOf(field) >= 0).sort((one, other) => rankOf(one) - rankOf(other));
  const rest = fields
    .filter((field) => rankOf(field) < 0)
    .sort((one, other) => Number(isGrouping(other)) - Number(isGrouping(one)) || other.present - one.present);
  const open = ranked.filter(({ present }) => present > 0).slice(0, mostOpen);
  for (const field of rest) if (open.length < fewestOpen && isGrouping(field)) open.push(field);
  return { paths: [...ranked, ...rest].map(({ path }) => path), open: new Set(open.map(({ path }) => path)) };
}

/** What to ask for before the fields of a log are known: paths that it lacks are answered with no values. */
export const firstFacets = [
  "outcome",
  "service",
  "operation",
  "level",
  "error.error_type",
  "error_group",
  "duration_ms",
];

function isGrouping({ path, values, isMany }: FieldInfo): boolean {
  return !isMany && values >= 2 && values <= 50 && !identity.test(path);
}
