import { conclude, eventEvidence, errorTextMatch, type Clues } from "./clues.ts";
import { grpcStatus } from "../wire/grpc-status.ts";
import type { Finding } from "./evidence.ts";

const refusals: (number | undefined)[] = [
  grpcStatus.invalidArgument,
  grpcStatus.notFound,
  grpcStatus.failedPrecondition,
];

/**
 * Whether the platform rejected the request because of one field.
 *
 * @param names matches the name of the field, where the error begins with `field: `; then only this counts
 * @param hint matches the text of an error without a field name
 */
export function refusedField(clues: Clues, names: RegExp, hint: RegExp): Finding | undefined {
  const { end, code } = clues;
  if (!end || !refusals.includes(code)) return undefined;
  const words = end.error?.error_message ?? "";
  const field = /^([a-z_]+(?:\.[a-z_]+)*): /.exec(words)?.[1];
  if (field === undefined) return conclude({ likely: [errorTextMatch(clues, hint)] });
  return conclude({ certain: [names.test(field) && eventEvidence(end, words)] });
}
