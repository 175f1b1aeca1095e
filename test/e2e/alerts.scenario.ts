import { isAlertNote } from "../../src/wire/alert-note.ts";
import { startCompanion, type Companion } from "../support/servers/companion.ts";
import { openNoteReceiver, type NoteReceiver } from "../support/servers/note-receiver.ts";
import { logRows, startSynthesis, status, switchOnSuccessRule } from "./actions.ts";
import { expectAccessible } from "./axe.ts";
import { expect, test as base } from "./scenario.ts";

// A console of its own, whose companion passes alerts on to a receiver of this test.
let console: Companion;
let origin: string;
let receiver: NoteReceiver;
const test = base.extend({
  baseURL: async ({}, use) => {
    await use(origin);
  },
});
test.beforeAll(async () => {
  receiver = await openNoteReceiver();
  console = startCompanion("--port", "0", "--no-asr", "--alert-webhook", receiver.address);
  ({ origin } = await console.ready);
});
test.afterAll(async () => {
  if (console.isAnyLeft()) console.signal("SIGINT");
  await console.ended;
  await receiver.close();
});

test("a rule fires on a failing call, once over all tabs: on the page, in the log and at the webhook", async ({
  page,
  context,
}) => {
  await page.goto("/alerts");
  await switchOnSuccessRule(page);
  const other = await context.newPage();
  await other.goto("/alerts");
  await page.goto("/synthesize?voice=nobody");
  await startSynthesis(page, "Nobody will say this.");
  await expect(status(page, "Failed, see below.")).toBeAttached();

  await expect(page.getByRole("status").filter({ hasText: "1 alert is firing: Success under 96%" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Alerts 1 alert is firing" })).toBeVisible();
  await expect(other.getByRole("link", { name: /Success under 96%.*firing/ })).toBeVisible();
  await expect.poll(() => receiver.notes).toHaveLength(1);
  const { text: words, ...note } = receiver.notes[0]!;
  expect(words).toContain("Alert: Success under 96%");
  expect(note).toMatchObject({ status: "firing", value: 0, rows: 1, threshold: 0.96 });
  expect(isAlertNote(note)).toBe(true);

  await page.getByRole("link", { name: "Show alerts" }).click();
  await page.getByRole("link", { name: "History", exact: true }).click();
  await expect(page.getByRole("table", { name: "History" }).getByText("fired", { exact: true })).toHaveCount(1);
  await expectAccessible(page);
  // The alert is an event and no call.
  await page.getByRole("link", { name: "Show in Logs" }).click();
  await expect(logRows(page)).toHaveCount(1);
  await page.getByRole("link", { name: "Logs", exact: true }).click();
  await expect(logRows(page)).toHaveCount(1);
});

test("a rule is tried on an imported log, and each firing leads to exactly its calls", async ({ page }) => {
  await page.goto("/logs");
  await page.getByRole("button", { name: "Open a sample log" }).click();
  await expect(page).toHaveURL(/[?&]log=/);
  await page.getByRole("link", { name: "Alerts", exact: true }).click();
  await page.getByRole("button", { name: "Success under 96%" }).first().click();
  const firings = page.getByRole("table", { name: /firings?$/ });
  await expect(firings).toBeVisible();
  await expect(page.getByText("1 of 1", { exact: true })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Try these values" }).click();
  await expect(page.getByRole("region", { name: "1 firing" })).toBeVisible();
  const row = firings.getByRole("row").nth(1);
  await expect(row.getByText("real", { exact: true })).toBeVisible();
  const [, rows] = /of (\d+)/.exec(await row.innerText())!;
  await row.getByRole("link", { name: "Show rows" }).click();
  await expect(logRows(page)).toHaveCount(Number(rows));
});
