import { expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import "../theme/base.css";
import "../theme/tokens.css";
import Tabs from "./Tabs.svelte";

it("shows tabs in a row that does not scroll up and down", async () => {
  const tabs = ["Rules", "History"].map((label) => ({ name: label, label, href: `#${label}` }));
  await render(Tabs, { label: "Parts", tabs, current: "Rules" });
  const row = page.getByRole("navigation", { name: "Parts" }).element();
  expect(row.clientHeight).toBeGreaterThan(30);
  expect(row.scrollHeight).toBe(row.clientHeight);
});
