import { switchedTo, type FailureScenario } from "./failure-scenario.ts";
import { lookAtCall, openLogs } from "./page/log-steps.ts";
import { noted, type Step } from "./page/page-scenario.ts";
import { openSound, recognize } from "./page/recognize-steps.ts";
import { serveRecognition } from "./test-environment.ts";

/** The browser refuses the archive of this page with this error; the log goes on. */
const refusing =
  (when: "open" | "add", error: string): Step =>
  (tab) =>
    tab.addInitScript(
      ([at, name]) => {
        const refuse = () => {
          throw new DOMException("refused", name);
        };
        const isArchive = (database: string) => database === "audiokit-archive";
        const { open } = IDBFactory.prototype;
        const { add } = IDBObjectStore.prototype;
        if (at === "open") {
          IDBFactory.prototype.open = function (...[database, ...rest]) {
            return isArchive(database) ? refuse() : open.call(this, database, ...rest);
          };
        } else {
          IDBObjectStore.prototype.add = function (...values) {
            return isArchive(this.transaction.db.name) ? refuse() : add.call(this, ...values);
          };
        }
      },
      [when, error] as const,
    );

/** A version of the page to come has made the archive. */
const newer: Step = (tab) =>
  tab.addInitScript(() => {
    const opening = indexedDB.open("audiokit-archive", 1_000);
    opening.onsuccess = () => opening.result.close();
  });

const save: Step = async (tab) => {
  await tab.getByRole("button", { name: "Save to archive" }).click();
  await tab.getByText("Couldn’t save to the archive").first().waitFor();
};

const words = { response: [{ isFinal: true, hypothesis: { transcript: "one", confidence: 0.9 } }] };
const met = { hop: "browser", isOfBrowser: true, make: switchedTo(() => serveRecognition(undefined, words)) } as const;
const how = "has a file recognised, saves it, looks at the save in Logs";
const steps = [openSound(new Int16Array(16_000), "language=en"), recognize, save, openLogs, lookAtCall];

/** Failures of the archive that this browser keeps. */
export const localArchiveScenarios: FailureScenario[] = [
  {
    cause: "local-archive-full",
    title: "a browser that gives the page no more storage",
    ...met,
    page: noted(how, refusing("add", "QuotaExceededError"), ...steps),
  },
  {
    cause: "local-archive-newer",
    title: "an archive that a newer version of the page made",
    ...met,
    page: noted(how, newer, ...steps),
  },
  {
    cause: "storage-blocked",
    title: "a browser that blocks site data",
    ...met,
    page: noted(how, refusing("open", "SecurityError"), ...steps),
  },
];
