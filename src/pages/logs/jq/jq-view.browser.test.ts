import { afterEach, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { exploredLog } from "../../../../test/support/explored-log.ts";
import { logServices, type LogServices } from "../../../../test/support/log-services.ts";
import "../../../kit/theme/base.css";
import "../../../kit/theme/tokens.css";
import LogsPage from "../LogsPage.svelte";

let services: LogServices | undefined;
afterEach(async () => {
  await services?.close();
  localStorage.clear();
});

const log = [...exploredLog(600)];
const output = page.getByRole("region", { name: "Output" });

async function open(address: string): Promise<void> {
  services = await logServices(address, log);
  await page.viewport(1200, 900);
  await render(LogsPage, { context: services.context });
  await expect.element(page.getByLabelText("jq program")).toBeVisible();
}

async function run(program: string, options: string): Promise<void> {
  await page.getByLabelText("jq program").fill(program);
  await page.getByLabelText("Options").fill(options);
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
}

it("runs real jq over exactly the lines that are shown", async () => {
  await open("/logs?view=jq&q=service:TTS&own=1");
  await run("[inputs] | [length, (map(.service) | unique)]", "-nc");
  const lines = log.filter(({ service, event, level }) => {
    return service === "TTS" && event !== "imported_sentence" && level !== "DEBUG";
  });
  await expect.element(output).toHaveTextContent(`[${String(lines.length)},["TTS"]]`);
});

it("copies and saves its output without what the redaction rules name", async () => {
  await open("/logs?view=jq");
  services!.preferences.update({ redactionRules: { sets: ["email"], own: [] } });
  const writeText = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
  await run(`{to: "ivan@example.com"}`, "-n");
  await expect.element(output).toMatchTextContent(/ivan@example\.com/);
  await expect.element(page.getByText("Saved and copied without what redaction rules name")).toBeVisible();
  await page.getByRole("button", { name: "Copy the output" }).click();
  await expect.poll(() => writeText.mock.lastCall).toEqual(['{\n  "to": "[email]"\n}\n']);
  writeText.mockRestore();
});

it("ends an endless program by Cancel, and one that writes without end at 10,000 lines", async () => {
  await open("/logs?view=jq");
  await run("def f: f; f", "-n");
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect.element(page.getByText("Cancelled")).toBeVisible();
  await run("repeat(1)", "-n");
  await expect.element(page.getByText("Cut after 10,000 lines: jq was ended there.")).toBeVisible();
  await expect.element(page.getByText("10,000 lines", { exact: true })).toBeVisible();
});

it("shows an error in jq's own words", async () => {
  await open("/logs?view=jq");
  await run(".a |", "-n");
  await expect
    .element(page.getByText(/syntax error, unexpected end of file at <top-level>, line 1, column 4/))
    .toBeVisible();
});
