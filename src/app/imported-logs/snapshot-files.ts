import type { LogFileName, LogStore } from "../../store/log-store.ts";

const file: LogFileName = "tts_structured.jsonl";

/** The structured file of a log as it is now, each part as a file that refers to what is stored: nothing is copied. */
export async function snapshotFiles(store: Pick<LogStore, "flush" | "parts" | "exportPart">): Promise<File[]> {
  await store.flush();
  const parts = (await store.parts()).filter((part) => part.file === file && part.lines > 0);
  return Promise.all(
    parts.map(async ({ backup }) => {
      const name = backup === 0 ? file : `${file}.${String(backup)}`;
      return new File([await store.exportPart(file, backup)], name);
    }),
  );
}
