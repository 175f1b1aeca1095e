import type { ProbeStep } from "./probe-report.ts";

/** Why a step failed: its code and its words, where the words do not name the code themselves. */
export function probeFailure({ errorCode = "", errorMessage = "" }: Partial<ProbeStep>): string {
  if (errorMessage.includes(errorCode)) return errorMessage;
  return [errorCode, errorMessage].filter(Boolean).join(": ");
}
