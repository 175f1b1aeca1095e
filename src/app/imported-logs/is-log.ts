import { bundleEnding } from "../../bundle/bundle-ending.ts";
import type { ImportedLogStore } from "../../store/log-store.ts";

/** Names of logs; their content is not looked at. */
const logName = /\.(jsonl|ndjson|log)(\.\d+)?(\.(gz|zst))?$/i;
/** Names of tables and of configurations, whose lines look like records of some loggers. */
const otherName = /\.(csv|tsv|ini)$/i;

/** Whether a file is a log or a support bundle rather than a sound, a text to be spoken, a table or a configuration: by its name, else by its content. */
export async function isLog(file: File, store: Pick<ImportedLogStore, "preview">): Promise<boolean> {
  if (logName.test(file.name) || file.name.toLowerCase().endsWith(bundleEnding)) return true;
  if (otherName.test(file.name)) return false;
  // What cannot be read as a log is left to the page.
  const preview = await store.preview([file]).catch(() => undefined);
  return preview?.files.some(({ kind }) => kind !== undefined && kind !== "text") ?? false;
}
