/** What the build writes at the head of the worker. */
export interface BuiltPage {
  /** Changes with any of the files. */
  version: string;
  /** Paths below the folder of the worker. */
  files: readonly string[];
}

/** What a page says to the worker. `holds`: the answer, on the port that comes along, is whether this file is one of its version. */
export type ToOfflineWorker = { is: "holds"; url: string } | { is: "activate" };
