import { randomUuid } from "../../basics/uuid.ts";
import type { ChainLines, LogChain } from "../log-chain.ts";
import { firstStoredLine, linesOfPart, type FileState } from "../storage/log-state.ts";
import type { LogStorage, SealedSegment } from "../storage/log-storage.ts";
import { chainEnd, extendChain, withoutRotated } from "./extend-chain.ts";
import { hashLinesSoon, lineChecks } from "./hash-lines.ts";

/** Segments that are hashed in one step: some megabytes, so that questions and commits go between. */
const segmentsOfStep = 8;

const file = "tts_structured.jsonl";

/**
 * Takes sealed segments of the structured file into the chain of the log, in the background: hashed outside of a transaction, and
 * added only where log and chain are as they were read.
 *
 * @returns whether there may be more
 */
export async function chainLog(storage: LogStorage, epochMs: () => number = Date.now): Promise<boolean> {
  const { epoch, chain, segments } = await storage.read(async (transaction) => {
    const { epoch, files } = await transaction.readState();
    const chain = await transaction.readChain();
    const from = Math.max(chain === undefined ? 0 : chainEnd(chain), firstStoredLine(files[file]));
    return { epoch, chain, segments: await transaction.segmentsFrom(file, from) };
  });
  if (segments.length === 0) return false;
  const hashed = await Promise.all(segments.slice(0, segmentsOfStep).map(hashSegment));
  await storage.write(async (transaction) => {
    const { epoch: now, files } = await transaction.readState();
    const before = await transaction.readChain();
    if (now !== epoch || before?.head !== chain?.head) return;
    const firstStored = firstStoredLine(files[file]);
    const stored = hashed.filter(({ fact }) => fact.firstLine >= firstStored);
    if (stored.length === 0) return;
    const begun = before ?? beginning(epochMs(), stored[0]!.fact.firstLine);
    const facts = stored.map(({ fact }) => ({ ...fact, part: partOf(files[file], fact.firstLine) }));
    await transaction.writeChain(extendChain(withoutRotated(begun, firstStored), facts.map(linesEntry)));
    for (const { fact, salt, checks } of stored) await transaction.putChainedLines(fact.firstLine, { salt, checks });
  });
  return true;
}

function beginning(atMs: number, firstLine: number): LogChain {
  const at = new Date(atMs).toISOString();
  return extendChain({ entries: [], head: null }, [{ is: "start", at, firstLine }]);
}

async function hashSegment({ firstLine, lines, bytes: blob }: SealedSegment) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const salt = randomUuid();
  const sha256 = await hashLinesSoon(salt, bytes);
  return { salt, checks: lineChecks(bytes), fact: { firstLine, lines, sizeBytes: bytes.length, sha256 } };
}

/** With its fields in the order in which they are hashed. */
function linesEntry({ firstLine, lines, part, sizeBytes, sha256 }: Omit<ChainLines, "is">): ChainLines {
  return { is: "lines", firstLine, lines, part, sizeBytes, sha256 };
}

/** Generation of the file part that holds a line. */
function partOf(state: FileState, line: number): number {
  const backup = state.parts.findIndex((_, backup) => line >= linesOfPart(state, backup)!.first);
  return state.parts.at(-1 - backup)!.generation;
}
