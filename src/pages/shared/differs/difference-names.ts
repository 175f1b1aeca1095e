import type { Difference } from "../../../analytics/differs/difference.ts";
import { shortNames } from "../clauses/field-names.ts";
import type { DiffersAnswer } from "./differs-answer.ts";

/** Short names of the fields of an answer, told apart from all fields of the log. */
export function namesOf(
  fields: readonly { path: string }[] = [],
  { differences: { findings, perhaps } }: Pick<DiffersAnswer, "differences">,
): Map<string, string> {
  const own = [...findings, ...perhaps].flatMap(({ clauses, same }) => [...clauses, ...same]);
  return shortNames([...new Set([...fields, ...own].map(({ path }) => path))]);
}

/** Fields that some differences name. */
export function fieldsOf(differences: readonly Difference[]): Set<string> {
  return new Set(differences.flatMap(({ clauses }) => clauses.map(({ path }) => path)));
}
