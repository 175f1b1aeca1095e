import type { Evidence } from "./evidence.ts";
import type { FailureCase } from "./failure-case.ts";
import type { Hop } from "./hop.ts";
import { readSigns, type Signs } from "./signs.ts";
import { whoAnswered } from "./who-answered.ts";

/** All that rules use: the signs, and who answered. */
export interface Clues extends Signs {
  /** Who ended the call. */
  hop: Hop;
  /** Name of the program at that hop, where it is a proxy and says so. */
  server: string | undefined;
  hopEvidence: Evidence[];
}

/** Derives the values that rules use, once for all of them. */
export function readClues(failureCase: FailureCase): Clues {
  const signs = readSigns(failureCase);
  const { hop, server, evidence: hopEvidence } = whoAnswered(signs);
  return { ...signs, hop, server, hopEvidence };
}
