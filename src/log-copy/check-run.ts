import type { FileRun } from "../wire/log-folder.ts";
import { copiedFiles } from "./copied-files.ts";

const profileForm = /^[\w-]{1,64}$/;
const epochForm = /^[\w.-]{1,64}$/;

/** Says what is wrong with the id of a profile, which names a folder; undefined: nothing is. */
export function findProfileProblem(profile: string): string | undefined {
  return profileForm.test(profile) ? undefined : "profile must be 1 to 64 letters, digits, _ and -";
}

/** Says what is wrong with a run, in one line that names the field; undefined: nothing is. */
export function findRunProblem(run: FileRun): string | undefined {
  const problem = findProfileProblem(run.profile);
  if (problem !== undefined) return problem;
  if (!epochForm.test(run.epoch)) return "epoch must be 1 to 64 letters, digits, _, . and -";
  if (!copiedFiles.includes(run.file)) return `file must be one of ${copiedFiles.join(", ")}`;
  for (const name of ["generation", "fromByte", "oldestGeneration"] as const) {
    if (!Number.isSafeInteger(run[name]) || run[name] < 0) return `${name} must be a whole number, 0 or more`;
  }
  if (run.oldestGeneration > run.generation) return "oldestGeneration must not be above generation";
  return undefined;
}
