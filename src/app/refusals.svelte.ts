import type { Refusal } from "../export/exits.ts";
import { logAudit } from "../logging/log-audit.ts";
import type { Logger } from "../logging/logger.ts";

/** What the page did not let out. Each refusal is logged and shown until it is closed. */
export class Refusals {
  readonly #logger: Pick<Logger, "logSystemEvent">;
  /** The one that is shown. */
  last = $state.raw<Refusal>();

  constructor(logger: Pick<Logger, "logSystemEvent">) {
    this.#logger = logger;
  }

  readonly add = (refusal: Refusal): void => {
    this.last = refusal;
    const { kind, file, inName, entry, line, byte } = refusal;
    logAudit(
      this.#logger,
      "refusal",
      `${file ?? "A text for the clipboard"} was not let out: a secret in use is in it`,
      {
        kind,
        way: file === undefined ? "clipboard" : "file",
        ...(file !== undefined && { file }),
        ...(inName && { in_name: true }),
        ...(entry !== undefined && { entry }),
        ...(line !== undefined && { line }),
        ...(byte !== undefined && { byte }),
      },
    );
  };

  readonly close = (): void => void (this.last = undefined);
}
