import { megabyteBytes, type LogFileSize } from "../../settings/storage-sizes.ts";
import type { LogFilePart } from "../../store/log-store.ts";

/** The room of the structured log file with its backups, in bytes. */
export function structuredRoomBytes(logFiles: Record<string, LogFileSize>): number {
  const { maxMegabytes, backups } = logFiles["tts_structured.jsonl"]!;
  return maxMegabytes * (backups + 1) * megabyteBytes;
}

/** Share of that room that is taken. */
export function logRoom({ parts }: { parts: LogFilePart[] }, roomBytes: number): number {
  const own = parts.filter(({ file }) => file === "tts_structured.jsonl");
  return own.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) / roomBytes;
}
