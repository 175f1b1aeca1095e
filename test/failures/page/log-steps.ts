import { logRows } from "../../e2e/actions.ts";
import type { Step } from "./page-scenario.ts";

/** Drops the scenario's log on the Logs page. */
export const dropLog: Step = async (tab, { console, log }) => {
  await tab.goto(`${console.url}/logs`);
  await tab.getByRole("navigation").getByRole("link", { name: "Logs" }).waitFor();
  await tab.getByRole("main").evaluate((main, text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], "tts_errors.log"));
    main.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, log!);
  await tab.waitForURL(/[?&]log=/);
};

/** Goes to the Logs page, which keeps the page's memory. */
export const openLogs: Step = (tab) => tab.getByRole("navigation").getByRole("link", { name: "Logs" }).click();

/** Opens the latest call of the log. */
export const lookAtCall: Step = (tab) => logRows(tab).first().click();
