import { statePerOwner } from "../../kit/state/state-per-owner.svelte.ts";
import { chainFileEnding, type ChainReport } from "../../store/log-chain.ts";
import type { LogStore } from "../../store/log-store.ts";
import type { Services } from "../services.ts";

/** Why files were not compared: none of them is a chain, or there is nothing beside it. */
export type IntegrityProblem = "noChain" | "noLog";

/** Whether a file is the chain of a log, by its name; that of a second download has a number in it: `….chain (1).json`. */
export function isChainFile({ name }: { name: string }): boolean {
  return name.replace(/ ?\(\d+\)(?=\.json$)/, "").endsWith(chainFileEnding);
}

/** Compares the live log, or files of a log, with the chain over their lines. */
export class LogIntegrity {
  readonly #store: Pick<LogStore, "verify">;
  #abort: AbortController | undefined;
  isRunning = $state(false);
  /** Share of the work that is done, from 0 to 1; undefined until it is known. */
  done = $state<number>();
  report = $state.raw<ChainReport>();
  /** What the report is about: the live log, or files. */
  subject = $state<"live" | "files">("live");
  problem = $state<IntegrityProblem>();
  /** Why the comparison failed, in the words of the store. */
  failure = $state<string>();

  constructor(store: Pick<LogStore, "verify">) {
    this.#store = store;
  }

  /** Compares the log of this browser with its chain. Never rejects. */
  readonly verifyLive = (): Promise<void> => this.#run("live");

  /** Compares files with the chain among them. Never rejects. */
  readonly verifyFiles = async (files: File[]): Promise<void> => {
    const chain = files.find(isChainFile);
    const others = files.filter((file) => !isChainFile(file));
    if (chain !== undefined && others.length > 0) return this.#run("files", { files: others, chain });
    this.#reset();
    this.problem = chain === undefined ? "noChain" : "noLog";
  };

  readonly cancel = (): void => this.#abort?.abort();

  #reset(): void {
    this.#abort?.abort();
    this.report = undefined;
    this.problem = undefined;
    this.failure = undefined;
    this.done = undefined;
  }

  async #run(subject: "live" | "files", given?: { files: File[]; chain: File }): Promise<void> {
    this.#reset();
    const { signal } = (this.#abort = new AbortController());
    this.isRunning = true;
    this.subject = subject;
    try {
      const report = await this.#store.verify(given, {
        onProgress: ({ doneBytes, totalBytes }) => {
          if (!signal.aborted && totalBytes > 0) this.done = doneBytes / totalBytes;
        },
        signal,
      });
      if (!signal.aborted) this.report = report;
    } catch (thrown) {
      if (!signal.aborted) this.failure = thrown instanceof Error ? thrown.message : String(thrown);
    }
    // Another comparison may have begun meanwhile.
    if (this.#abort.signal === signal) this.isRunning = false;
  }
}

/** The comparison of a console: files that are dropped on any page are compared in Settings. */
export const logIntegrity = statePerOwner(({ store }: Pick<Services, "store">) => new LogIntegrity(store));
