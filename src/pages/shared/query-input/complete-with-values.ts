import type { Scalar } from "../../../query/query.ts";
import type { FieldInfo, FieldValues } from "../../../store/explore.ts";
import type { Completions } from "./completion.svelte.ts";

/** What may be written at a caret, and which values of a field are needed to say more; as the language tells it. */
export type CompleteText = (
  text: string,
  caret: number,
  fields: readonly { path: string; count: number }[],
  known?: { path: string; values: readonly { value: Scalar; count: number }[] },
) => (Completions & { needs?: { path: string; prefix: string } }) | undefined;

/** Where fields and their values come from. */
export interface CompletionSource {
  fields: () => readonly FieldInfo[];
  /** The values of a field that contain the prefix, counted. */
  findValues: (path: string, prefix: string) => Promise<FieldValues>;
}

/** Completes a text with the fields of the log, and asks the log for the values of the field at the caret. */
export function completeWithValues(complete: CompleteText, { fields, findValues }: CompletionSource) {
  return async (text: string, caret: number): Promise<Completions | undefined> => {
    const counted = fields().map(({ path, present }) => ({ path, count: present }));
    const first = complete(text, caret, counted);
    if (first?.needs === undefined) return first;
    const { path, prefix } = first.needs;
    const { values } = await findValues(path, prefix);
    return complete(text, caret, counted, {
      path,
      values: values.map(({ value, total }) => ({ value, count: total })),
    });
  };
}
