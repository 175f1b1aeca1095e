import type { ChainProgress, ChainReport, ExportedChain } from "../log-chain.ts";
import { writeChainFile } from "../chain/chain-file.ts";
import { chainLog } from "../chain/chain-log.ts";
import { verifyLog, type NamedFile } from "../chain/verify-log.ts";
import type { LogStorage } from "../storage/log-storage.ts";
import type { LogFileName, LogFilePart } from "../log-store.ts";

/** Files that are compared with their chain. */
export interface VerifiedFiles {
  files: NamedFile[];
  chain: Blob;
}

/** A log that has a chain. */
export interface ChainedLog {
  parts(): Promise<LogFilePart[]>;
  exportPart(file: LogFileName, backup: number): Promise<Blob>;
  exportChain(): Promise<ExportedChain>;
}

/** The chain of a log, with all lines that are sealed by now. */
export async function exportChain(storage: LogStorage, epochMs: () => number = Date.now): Promise<ExportedChain> {
  while (await chainLog(storage, epochMs));
  const file = await writeChainFile(storage, new Date(epochMs()).toISOString());
  const head = await storage.read(async (transaction) => (await transaction.readChain())?.head ?? null);
  return { file, head };
}

/** Compares files with their chain; default: the log as it is. */
export async function verify(
  log: ChainedLog,
  given: VerifiedFiles | undefined,
  onProgress: (progress: ChainProgress) => void,
  signal: AbortSignal,
): Promise<ChainReport> {
  const { files, chain } = given ?? (await ownFiles(log));
  if (chain.size > mostChainBytes) throw new RangeError("the chain is larger than 200 MB");
  return verifyLog(files, await chain.text(), onProgress, signal);
}

const mostChainBytes = 200 * 1024 * 1024;

async function ownFiles(log: ChainedLog): Promise<VerifiedFiles> {
  const { file: chain } = await log.exportChain();
  const files: NamedFile[] = [];
  for (const { file, backup } of await log.parts()) {
    if (file !== "tts_structured.jsonl") continue;
    files.push({ name: backup === 0 ? file : `${file}.${String(backup)}`, bytes: await log.exportPart(file, backup) });
  }
  return { files, chain };
}
