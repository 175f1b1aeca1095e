import { afterEach, expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { generateCalls } from "../../../sample-log/generate-calls.ts";
import { logServices, type LogServices } from "../../../../test/support/log-services.ts";
import "../../../kit/theme/base.css";
import "../../../kit/theme/tokens.css";
import LogsPage from "../LogsPage.svelte";

let services: LogServices | undefined;
afterEach(() => services?.close());

it("leads from the list of all calls to those of a planted fault in two clicks, without a typed query", async () => {
  const faults = [{ is: "combination", voice: "levitan", sampleRateHz: 16000 } as const];
  services = await logServices("/logs", generateCalls(8_000, { seed: 3, faults }), "en");
  const { router } = services;
  await page.viewport(1400, 900);
  const target = document.createElement("div");
  target.style.height = "860px";
  document.body.append(target);
  // The frame of the application follows links; here they would leave the test.
  target.addEventListener("click", (event) => {
    const link = (event.target as Element).closest("a");
    if (!link) return;
    event.preventDefault();
    router.go(link.getAttribute("href")!);
  });
  await render(LogsPage, { context: services.context, target });

  const sentence = page.getByRole("status", { name: "Strongest difference" });
  await expect.element(sentence).toMatchTextContent(/levitan.*: (\d+) of \1 failed; elsewhere/);
  await sentence.getByRole("link", { name: "What differs" }).click();
  expect(router.query("view")).toBe("differs");
  await expect.element(page.getByRole("radio", { name: "Differs" })).toBeChecked();

  await page.getByRole("link", { name: "Show these calls" }).click();
  expect(router.query("view")).toBe("");
  expect(router.query("q").split(" ").toSorted()).toEqual([
    "request_data.sample_rate_hertz:16000",
    "request_data.voice_name:levitan",
  ]);
  await expect.element(page.getByRole("radio", { name: "Calls" })).toBeChecked();
  await expect.element(page.getByText("100% failed")).toBeVisible();
});
