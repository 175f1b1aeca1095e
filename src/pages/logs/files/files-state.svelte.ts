import type { Router } from "../../../app/router/router.svelte.ts";
import type { LogFileName } from "../../../store/log-store.ts";

/** The text files of the log, which are shown line by line. */
export type TextFileName = Exclude<LogFileName, "tts_structured.jsonl">;

/** Which text file is shown instead of rows, and what is searched for in it. */
export class FilesState {
  readonly #router: Router;
  search = $state("");

  constructor(router: Router) {
    this.#router = router;
    if (this.file !== undefined) this.search = router.query("q");
  }

  /** Undefined: none. */
  get file(): TextFileName | undefined {
    const name = this.#router.query("file");
    return name === "tts_utility.log" || name === "tts_errors.log" ? name : undefined;
  }

  show(file: TextFileName | undefined): void {
    this.#router.go(this.#router.withQuery({ file: file ?? "", at: "" }));
  }

  /** Shows the event of a line, among all of its second. */
  readonly openEvent = ({ position, timeMs }: { position: number; timeMs: number }): void => {
    const second = { from: String(timeMs), to: String(timeMs + 1000) };
    const all = { file: "", q: "", last: "", sort: "", view: "events", own: "1" };
    this.#router.go(this.#router.withQuery({ ...all, ...second, at: String(position) }));
  };
}
