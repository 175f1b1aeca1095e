import { loadOnce } from "../../basics/load-once.ts";
import type { LiveSecrets } from "../../basics/live-secrets.ts";
import { isQuotaExceeded } from "../../local-archive/archive-error.ts";
import type { CallInputs } from "../../local-archive/call-inputs.ts";
import type { RecordInput } from "../../logging/call-input.ts";
import { logAudit } from "../../logging/log-audit.ts";
import type { Logger } from "../../logging/logger.ts";
import { archiveMegabyteBytes } from "../../settings/storage-sizes.ts";
import type { Settings } from "../../settings/settings.ts";
import { recordInputs } from "./record-input.ts";

/** The inputs of calls as pages use them. */
export interface PageCallInputs {
  /** The database; it is opened, and its code is loaded, by the first use. */
  open(): Promise<CallInputs>;
  /** Deletes all inputs and logs it. @throws DexieError when the browser refuses */
  deleteAll(): Promise<void>;
  /** Records what calls send, where the settings want it. */
  record: RecordInput;
}

/** What they are made from. */
export interface PageCallInputsDeps {
  settings: { readonly current: Pick<Settings, "keepInputs" | "callInputMegabytes"> };
  logger: Pick<Logger, "log" | "logSystemEvent">;
  secrets: Pick<LiveSecrets, "scrub">;
  /** Name of the database; default: that of the product. */
  name?: string;
}

/** Makes the inputs of a page. Nothing is opened before the first call that is recorded. */
export function createPageCallInputs({ settings, logger, secrets, name }: PageCallInputsDeps): PageCallInputs {
  const maxBytes = () => settings.current.callInputMegabytes * archiveMegabyteBytes;
  const options = { maxBytes, ...(name !== undefined && { name }) };
  const open = loadOnce(async () => (await import("../../local-archive/call-inputs.ts")).openCallInputs(options));
  let hasReported = false;

  /** Once for a page: every further call would say the same. */
  function report(thrown: unknown): void {
    if (hasReported) return;
    hasReported = true;
    const reason = isQuotaExceeded(thrown) ? "no_room" : thrown instanceof Error ? thrown.name : "unknown";
    logger.logSystemEvent("input_not_stored", "The input of a call was not stored", { reason }, "WARNING");
  }

  return {
    open,
    async deleteAll() {
      const inputs = await open();
      const { sounds, texts, bytes } = await inputs.usage();
      await inputs.clear();
      const count = sounds + texts;
      const message = `Inputs of calls were deleted: ${String(count)}`;
      logAudit(logger, "deletion", message, { what: "call_inputs", count, sounds, texts, size_bytes: bytes });
    },
    record: recordInputs({
      isEnabled: () => settings.current.keepInputs,
      maxBytes,
      hasSecret: (text) => secrets.scrub(text) !== text,
      save: async (input) => (await open()).save(input),
      onFailure: report,
    }),
  };
}
