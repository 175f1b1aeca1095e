import type { Clues } from "./clues.ts";
import { errorTextMatch, eventEvidence } from "./quotes.ts";
import { weigh, type Finding } from "./evidence.ts";
import { trialFailedSo, trialWentWell } from "./trial-evidence.ts";
import type { TrialChange } from "./trials.ts";
import { grpcStatus } from "../wire/grpc-status.ts";

const refusals: (number | undefined)[] = [
  grpcStatus.invalidArgument,
  grpcStatus.notFound,
  grpcStatus.failedPrecondition,
];

/** A trial that shows whether the field was at fault. */
interface FieldTrial {
  change?: TrialChange;
  maybe?: RegExp | undefined;
}

function weighSentence(clues: Clues, sentence: RegExp | undefined, { change, maybe }: FieldTrial): Finding | undefined {
  const own = sentence && errorTextMatch(clues, sentence);
  const other = maybe && errorTextMatch(clues, maybe);
  if (!own && !other) return undefined;
  return weigh(
    { decisive: [change && trialWentWell(clues, change)], strong: [own], fair: [other] },
    { strong: [change && trialFailedSo(clues, change)] },
  );
}

/** The platform's words for a field without a value; it is then not refused for what it says. */
const nothingInIt = /: (?:is empty|must be set|holds nothing to say)/;

/**
 * Whether the platform rejected the request because of one field.
 *
 * @param names matches the name of the field, where the error begins with `field: `; then only this counts
 * @param sentence matches a sentence about it in an error without a field name; default: none
 * @param trial what a trial of the call changes in this field; `maybe` matches sentences about another one that may mean it
 */
export function refusedField(
  clues: Clues,
  names: RegExp,
  sentence?: RegExp,
  trial: FieldTrial = {},
): Finding | undefined {
  const { end, code } = clues;
  if (!end || !refusals.includes(code)) return undefined;
  const words = end.error?.error_message ?? "";
  const field = /^([a-z_]+(?:\.[a-z_]+)*): /.exec(words)?.[1];
  if (field === undefined) return weighSentence(clues, sentence, trial);
  if (nothingInIt.test(words)) return undefined;
  return weigh({ decisive: [names.test(field) && eventEvidence(end, words)] });
}
