import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { createFormat } from "../../src/kit/i18n/format.ts";
import { findJq } from "../support/find-jq.ts";
import { exportLog, logRows, startSynthesis, status, synthesize } from "./actions.ts";
import { expectAccessible } from "./axe.ts";
import { expect, test } from "./scenario.ts";
import { smokeTag } from "./smoke.ts";
const format = createFormat("en");

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

test("the numbers of the overview are those of the jq command that is copied beside them", async ({ page }) => {
  const jq = await findJq();
  test.skip("missing" in jq, "missing" in jq ? jq.missing : "");
  if ("missing" in jq) return;

  await page.goto("/synthesize");
  for (const text of ["One.", "One and two.", "One and two and three."]) await synthesize(page, text);
  await page.goto("/synthesize?voice=nobody");
  await startSynthesis(page, "Nobody will say this.");
  await expect(status(page, "Failed, see below.")).toBeAttached();

  // Looking at the overview logs the loading of the page, but no call: the export and the page tell of the same calls.
  const [file] = await exportLog(page, [["tts_structured.jsonl", 0]]);
  await page.getByRole("link", { name: "Overview", exact: true }).click();
  const folder = await mkdtemp(join(tmpdir(), "audiokit-console-dashboard-"));
  try {
    await writeFile(join(folder, "tts_structured.jsonl"), file!.bytes);
    const ask = async (panel: string) => {
      const command = await copyCommand(page, panel);
      const script = `jq() { "$JQ" "$@"; }; ${command}`;
      const env = { ...jq.env, JQ: jq.command };
      const { stdout } = await promisify(execFile)("bash", ["-c", script], { cwd: folder, env });
      return JSON.parse(stdout) as unknown[];
    };
    type Numbers = Record<"calls" | "successes" | "errors" | "cancelled" | "p50Ms" | "p95Ms" | "p99Ms", number>;
    const services = async () => (await ask("Success rate by service")) as (Numbers & { service: string })[];
    const shares = (rows: string[][]) => rows.map((row) => [...row.slice(0, 4), row[4]!.split(" ")[0]]);
    await expect
      .poll(async () => shares(await rowsOf(page, "Success rate by service")))
      .toEqual(
        (await services()).map(({ service, calls, successes, errors, cancelled }) => [
          service,
          format.number(calls),
          format.number(errors),
          format.number(cancelled),
          format.percent(successes / (successes + errors), 2),
        ]),
      );
    await expect
      .poll(() => rowsOf(page, "Response time by operation"))
      .toEqual(
        ((await ask("Response time by operation")) as (Numbers & { service: string; operation: string })[]).map(
          ({ service, operation, calls, p50Ms, p95Ms, p99Ms }) => [
            operation,
            service,
            format.number(calls),
            ...[p50Ms, p95Ms, p99Ms].map((durationMs) => format.duration(durationMs)),
          ],
        ),
      );
    const groups = (await ask("Error groups")) as { over: string; rows: number }[];
    expect(groups).toHaveLength(1);
    await expect
      .poll(async () => (await rowsOf(page, "Error groups")).map((row) => [row[0], row.at(-1)]))
      .toEqual(groups.map(({ over: group, rows }) => [group, format.number(rows)]));
    await expect(page.getByRole("link", { name: "Calls: 4", exact: true })).toBeVisible();

    // The page asked for two lists of models by itself.
    await expect(page.getByText("2 calls of the console hidden")).toBeVisible();
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await expect(page.getByRole("link", { name: "Calls: 6", exact: true })).toBeVisible();
    await expect
      .poll(async () => (await rowsOf(page, "Success rate by service")).map(([service, calls]) => [service, calls]))
      .toEqual((await services()).map(({ service, calls }) => [service, format.number(calls!)]));
  } finally {
    await rm(folder, { recursive: true });
  }
});

test(
  "a call is counted while one looks, and a number leads to its events",
  { tag: smokeTag("overview") },
  async ({ page, context }) => {
    await page.goto("/dashboard");
    await expect(page.getByRole("link", { name: /^Calls: / })).toBeVisible();
    const other = await context.newPage();
    await other.goto("/synthesize?voice=nobody");
    await startSynthesis(other, "Nobody will say this.");
    await expect(status(other, "Failed, see below.")).toBeAttached();
    await page.bringToFront();
    const group = page.getByRole("table", { name: "Error groups" }).getByRole("link", { name: /INVALID_ARGUMENT/ });
    await group.click();
    await expect(page).toHaveURL(/\/logs\?.*error_group%3A.*INVALID_ARGUMENT/);
    await expect(logRows(page)).toHaveCount(1);
  },
);

test("the overview of a log with a drift says since when, what it is about, and leads to exactly those calls", async ({
  page,
}) => {
  await page.goto("/dashboard");
  await page.getByRole("button", { name: "Open a sample log" }).click();
  await expect(page).toHaveURL(/[?&]log=/);
  await page.getByRole("navigation").getByRole("link", { name: "Overview" }).click();
  const changed = page.getByRole("region", { name: "What changed?" });
  await expect(
    changed.getByRole("link", { name: /^ASR is [\d.]+ times slower: p95 .+, was .+, since / }),
  ).toBeVisible();
  const shared = changed.getByRole("link", { name: /model = e2e-v3/ });
  const [, slow] = /\((\d+) of \d+ slow/.exec(await shared.innerText())!;
  await expect(page.getByRole("region", { name: "Response time", exact: true })).toContainText(/Drift since/);
  for (const panel of ["Response time", "All response times", "Voices", "When people call"]) {
    expect(await copyCommand(page, panel)).toContain("tts_structured.jsonl*");
  }
  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.setViewportSize({ width: 1440, height: 900 });

  await shared.click();
  await expect(page).toHaveURL(/\/logs\?.*e2e-v3/);
  await expect(page.getByText(`${slow!} calls`, { exact: true })).toBeVisible();
});

/** What the button of a panel puts into the clipboard. */
async function copyCommand(page: Page, panel: string): Promise<string> {
  const button = page
    .getByRole("region", { name: panel, exact: true })
    .first()
    .getByRole("button", { name: "Copy as jq" });
  await page.evaluate(() => navigator.clipboard.writeText(""));
  await button.click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^(cat|jq) /);
  return page.evaluate(() => navigator.clipboard.readText());
}

/** The cells of a table, row by row, as they are read. */
async function rowsOf(page: Page, caption: string): Promise<string[][]> {
  const rows = page.getByRole("table", { name: caption }).locator("tbody").getByRole("row");
  return rows.evaluateAll((found) =>
    found.map((row) => [...row.querySelectorAll<HTMLElement>("th, td")].map((cell) => cell.innerText.trim())),
  );
}
