import { afterEach, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { generateCalls } from "../../sample-log/generate-calls.ts";
import { logServices, type LogServices } from "../../../test/support/log-services.ts";
import "../../kit/theme/base.css";
import "../../kit/theme/tokens.css";
import LogsPage from "./LogsPage.svelte";

let services: LogServices | undefined;
afterEach(() => services?.close());

// The first test of a page: later ones find the details loaded.
it("details and export are left by Escape before they are loaded, and come when they are opened again", async () => {
  services = await logServices("/logs", generateCalls(900, { seed: 3 }), "en");
  await page.viewport(390, 844);
  const target = document.createElement("div");
  target.style.height = "744px";
  document.body.append(target);
  await render(LogsPage, { context: services.context, target });
  const row = page.getByRole("listbox", { name: "Calls" }).getByRole("option").first();
  await expect.element(row).toBeVisible();
  const exporting = page.getByRole("button", { name: "Export", exact: true });
  const dialog = page.getByRole("dialog");
  await exporting.click();
  await userEvent.keyboard("{Escape}");
  await row.click();
  await expect.poll(() => services!.router.query("at")).not.toBe("");
  await userEvent.keyboard("{Escape}");
  await expect.poll(() => services!.router.query("at")).toBe("");
  await expect.element(page.getByRole("complementary", { name: "Call" })).not.toBeInTheDocument();
  await row.click();
  await expect.element(page.getByRole("complementary", { name: "Call" })).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await expect.element(page.getByRole("complementary", { name: "Call" })).not.toBeInTheDocument();
  await exporting.click();
  await expect.element(dialog).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await expect.element(dialog).not.toBeInTheDocument();
});
