import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { findJq } from "../support/find-jq.ts";
import { startCompanion } from "../support/servers/companion.ts";
import { exportLog } from "./actions.ts";
import { pathTags } from "./connection-paths.ts";
import { expect, test } from "./scenario.ts";

test(
  "every service of the platform is checked for real, and the log has what was found",
  { tag: pathTags.both },
  async ({ page }) => {
    await page.goto("/health");
    await expect(page.getByRole("status").filter({ hasText: "Healthy" })).toBeVisible();
    const rows = page.getByRole("table", { name: "Services" }).locator("tbody").getByRole("row");
    for (const name of ["Synthesis", "Recognition", "Archive", "Live bridge"]) {
      const row = rows.filter({ hasText: name });
      await expect(row).toContainText("Healthy");
      await expect(row.locator("td").nth(1)).toHaveText(/\d\s?m?s$/);
    }
    await expect(rows.filter({ hasText: "Token endpoint" })).toContainText("Not configured");

    // All of them are the console's own calls.
    const counted = page.getByRole("table", { name: "Client statistics" });
    await expect(page.getByText(/calls of the console hidden/)).toBeVisible();
    await expect(counted.getByRole("row").filter({ hasText: "TTS" })).not.toBeAttached();
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await expect(counted.getByRole("row").filter({ hasText: "TTS" })).toBeVisible();

    // The strip is read from the log: it is there again after a reload, with one check more.
    const columns = page.getByRole("toolbar", { name: "History" }).getByRole("button");
    await expect(columns).toHaveCount(1);
    await page.reload();
    await expect(columns).toHaveCount(2);
    await columns.first().focus();
    await expect(page.getByText(/: Healthy$/).first()).toBeVisible();

    const jq = await findJq();
    test.skip("missing" in jq, "missing" in jq ? jq.missing : "");
    if ("missing" in jq) return;
    const [file] = await exportLog(page, [["tts_structured.jsonl", 0]]);
    const query = `select(.event == "system_health_check_complete") | .data.health_status | [.overall_status, (.services | keys | join(" ")), ([.services[].response_time_ms | type] | unique | join(" "))] | join("|")`;
    const { stdout } = await promisify(execFile)(jq.command, ["-r", query, file!.path], { env: jq.env });
    expect(stdout.trim().split("\n")).toEqual(Array(2).fill("healthy|archive asr bridge tts|number"));
  },
);

// The companion of this scenario is its own.
test("a platform that wants a token and one that is gone are told apart from a healthy one", async ({
  page,
  complaints,
}) => {
  // A browser writes every request that finds nobody on its console.
  complaints.expect(/ERR_CONNECTION_REFUSED/);
  const companion = startCompanion("--port", "0", "--require-token", "--no-asr");
  try {
    const address = (await companion.ready).href;
    await page.goto(new URL("/health", address).href);
    await expect(page.getByRole("status").filter({ hasText: "Degraded" })).toBeVisible();
    const rows = page.getByRole("table", { name: "Services" }).locator("tbody").getByRole("row");
    const tts = rows.filter({ hasText: "Synthesis" });
    await expect(tts).toContainText("Unhealthy");
    await expect(rows.filter({ hasText: "Live bridge" })).toContainText("Healthy");

    companion.signal("SIGINT");
    await companion.ended;
    await page.getByRole("button", { name: "Check now" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Unhealthy" })).toBeVisible();
    await expect(tts).toContainText("Can’t reach the platform");
    await expect(page.getByRole("link", { name: "Check connection step by step" })).toBeVisible();
    const columns = page.getByRole("toolbar", { name: "History" }).getByRole("button");
    await expect(columns.last()).toHaveAccessibleName(/Unhealthy/);
  } finally {
    if (companion.isAnyLeft()) companion.signal("SIGINT");
    await companion.ended;
  }
});
