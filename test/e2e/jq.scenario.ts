import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { presets } from "../../src/pages/logs/jq/presets.ts";
import { findJq } from "../support/find-jq.ts";
import { download, startSynthesis, status, synthesize } from "./actions.ts";
import { expect, test } from "./scenario.ts";

test("jq in the page writes what jq on the command line writes over the export", async ({ page }) => {
  await page.goto("/synthesize");
  await synthesize(page, "One short sentence.");
  await page.goto("/synthesize?voice=nobody");
  await startSynthesis(page, "Nobody will say this.");
  await expect(status(page, "Failed, see below.")).toBeAttached();

  const scripts: string[] = [];
  page.on("request", (request) => scripts.push(request.url()));
  await page.goto("/logs?view=events&q=service:TTS");
  await page.getByRole("radio", { name: "jq", exact: true }).click();
  const program = page.getByLabel("jq program");
  await expect(program).toHaveValue(presets.outcomes.program);
  expect(scripts.filter((url) => /jq-worker|[.]wasm/.test(url))).toEqual([]);
  await program.press("Control+Enter");
  const output = page.getByRole("region", { name: "Output" });
  await expect(output).toHaveText(/^2 calls: 1 succeeded, 1 failed, .*\n50\.0 % successful, of 2/);
  const written = await output.innerText();

  await page.getByRole("button", { name: "Export", exact: true }).click();
  const save = page.getByRole("button", { name: "Save Console JSONL (What is shown)", exact: true });
  const { path } = await download(page, save);
  const jq = await findJq();
  test.skip("missing" in jq, "missing" in jq ? jq.missing : "");
  if ("missing" in jq) return;
  const words = [presets.outcomes.options, presets.outcomes.program, path];
  const { stdout } = await promisify(execFile)(jq.command, words, { env: jq.env });
  expect(written.trimEnd()).toBe(stdout.trimEnd());
});
