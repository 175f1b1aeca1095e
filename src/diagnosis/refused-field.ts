import { conclude, eventEvidence, grpc, saidThat, type Clues } from "./clues.ts";
import type { Finding } from "./evidence.ts";

const refusals: (number | undefined)[] = [grpc.invalidArgument, grpc.notFound, grpc.failedPrecondition];

/**
 * Whether the platform refused the request because of one field.
 *
 * @param names of the field, where the refusal begins with `field: `; then nothing else counts
 * @param hint what a refusal without a field's name speaks of
 */
export function refusedField(clues: Clues, names: RegExp, hint: RegExp): Finding | undefined {
  const { end, code } = clues;
  if (!end || !refusals.includes(code)) return undefined;
  const words = end.error?.error_message ?? "";
  const field = /^([a-z_]+(?:\.[a-z_]+)*): /.exec(words)?.[1];
  if (field === undefined) return conclude({ likely: [saidThat(clues, hint)] });
  return conclude({ certain: [names.test(field) && eventEvidence(end, words)] });
}
