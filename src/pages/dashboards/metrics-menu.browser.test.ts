import { afterEach, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { pageServices } from "../../../test/support/page-services.ts";
import type { LogSource } from "../../app/page-log/log-source.ts";
import MetricsMenu from "./MetricsMenu.svelte";

afterEach(() => void vi.restoreAllMocks());

it("says that the dashboard for Grafana was saved, and logs it", async () => {
  const { context, events } = pageServices(() => undefined, "/dashboard");
  const saved: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download);
  });
  // Nothing of the log is read for it.
  await render(MetricsMenu, { context, props: { source: {} as LogSource, hasOwnCalls: true } });
  await page.getByRole("button", { name: "Metrics" }).click();
  await page.getByRole("button", { name: "Save a dashboard for Grafana" }).click();
  await expect.element(page.getByRole("status").getByText("Done")).toBeVisible();
  expect(saved).toEqual(["audiokit-grafana.json"]);
  const audits = events.filter(({ event }) => event === "system_audit_export").map(({ data }) => data);
  expect(audits).toEqual([{ what: "grafana_dashboard", file: "audiokit-grafana.json" }]);
});
