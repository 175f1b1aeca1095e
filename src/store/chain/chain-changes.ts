import { randomUuid } from "../../basics/uuid.ts";
import type { StorageTransaction } from "../storage/log-storage.ts";
import { coveredLines, extendChain } from "./extend-chain.ts";
import { hashLines, lineChecks } from "./hash-lines.ts";

/** Begins the chain anew, in the transaction that deletes all lines. @param at ISO 8601 @param firstLine of what comes */
export async function chainClearing(transaction: StorageTransaction, at: string, firstLine: number): Promise<void> {
  const head = (await transaction.readChain())?.head ?? null;
  await transaction.writeChain(extendChain({ entries: [], head }, [{ is: "cleared", at, firstLine }]));
}

/** Lines of the structured file from which a value was removed. */
export interface RewrittenLines {
  firstLine: number;
  lines: number;
  /** How often the value stood in them. */
  count: number;
  /** The lines as they are now; absent where they had not been sealed. */
  bytes?: Uint8Array;
}

/** Enters a removal in the chain, in the transaction that rewrites the lines. A log without a chain stays without. */
export async function chainRemoval(
  transaction: StorageTransaction,
  at: string,
  { firstLine, lines, count, bytes }: RewrittenLines,
): Promise<void> {
  const chain = await transaction.readChain();
  if (chain === undefined) return;
  const removal = { is: "removed", at, firstLine, lines, count } as const;
  const covered = coveredLines(chain).find((one) => one.firstLine === firstLine);
  if (covered === undefined || bytes === undefined) return transaction.writeChain(extendChain(chain, [removal]));
  const salt = randomUuid();
  const sha256 = hashLines(salt, bytes);
  const change = { was: covered.sha256, sizeBytes: bytes.length, sha256 };
  await transaction.putChainedLines(firstLine, { salt, checks: lineChecks(bytes) });
  await transaction.writeChain(extendChain(chain, [{ ...removal, ...change }]));
}
