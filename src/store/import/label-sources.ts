import { createRecordReader } from "../../formats/record-reader.ts";
import type { LogSource } from "./log-source.ts";

/** Bytes and lines by which a file of the console is known. */
const firstBytes = 65_536;
const firstLines = 20;

/**
 * Says of the files of several logs what their lines are to say of where they are from: the name of the newest part, or, where
 * several imported logs are read as one, that of the imported log. One log alone needs none.
 *
 * @param logs for each log, the indexes of the parts that are read, oldest first
 */
export async function labelSources(sources: LogSource[], logs: number[][]): Promise<LogSource[]> {
  const read = logs.filter((parts) => parts.length > 0);
  if (read.length < 2) return sources;
  const isOwn = await Promise.all(read.map((parts) => isOfConsole(sources[parts[0]!]!)));
  const isBesideConsole = isOwn.includes(true);
  const labelled = [...sources];
  for (const parts of read) {
    const { name, log } = sources[parts.at(-1)!]!;
    const isWhole = read.filter(([first]) => sources[first!]!.log === log).length === 1;
    const label = log === undefined ? name : isWhole ? log : `${log}/${name}`;
    for (const part of parts) labelled[part] = { ...sources[part]!, label, isBesideConsole };
  }
  return labelled;
}

/** Whether the first lines of a file are the console's, or its prototype's. */
async function isOfConsole(source: LogSource): Promise<boolean> {
  const readRecord = createRecordReader();
  const lines = (await readStart(source)).split(/[\r\n]+/).filter((line) => line !== "");
  return lines
    .slice(0, firstLines)
    .some((line) => readRecord(line).some(({ kind }) => kind === "console" || kind === "prototype"));
}

async function readStart(source: LogSource): Promise<string> {
  try {
    for await (const chunk of source.chunks()) return new TextDecoder().decode(chunk.subarray(0, firstBytes));
  } catch {
    // Told when the file is imported.
  }
  return "";
}
