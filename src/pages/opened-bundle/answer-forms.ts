import type { BundleRecord } from "../../app/bundles/bundle-record.ts";
import type { OpenedBundles } from "../../app/bundles/opened-bundles.svelte.ts";
import type { Services } from "../../app/services.ts";
import { fileNameOf } from "../../basics/file-name.ts";
import { bundleEnding } from "../../bundle/bundle-ending.ts";
import { statePerOwner } from "../../kit/state/state-per-owner.svelte.ts";
import { logAudit } from "../../logging/log-audit.ts";
import { AnswerForm } from "./answer-form.svelte.ts";

const formsOf = statePerOwner<OpenedBundles, Map<string, AnswerForm>>(() => new Map());

/** Name of the file with the answer. */
export function answeredName({ fileName }: BundleRecord): string {
  return fileNameOf(`${fileName.replace(/-answer$/, "")}-answer`, bundleEnding, "bundle");
}

/** The form for the answer to a bundle: one for each, which stays as long as the page is not reloaded. */
export function answerForm(
  { bundles, exits, logger }: Pick<Services, "bundles" | "exits" | "logger">,
  record: BundleRecord,
): AnswerForm {
  const forms = formsOf(bundles);
  const key = `${record.logId} ${String(record.openedAtMs)}`;
  const form = forms.get(key) ?? newForm();
  forms.set(key, form);
  return form;

  function newForm(): AnswerForm {
    return new AnswerForm({
      answer: record.answer,
      make: (words) => bundles.withAnswer(record.logId, words, new Date().toISOString()),
      async save(bundle) {
        const name = answeredName(record);
        const outcome = await exits.saveFile(bundle, { name });
        if (outcome === "saved" || outcome === "downloading")
          logAudit(logger, "export", `Saved a support bundle with an answer as ${name}`, {
            bundle: record.manifest.id,
          });
        return outcome;
      },
    });
  }
}
