import { expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { pageServices } from "../../../test/support/page-services.ts";
import { AudioKitError } from "../../audiokit/contract/audiokit-error.ts";
import LazyCallFailure from "./LazyCallFailure.svelte";
import * as loading from "./load-call-failure.ts";

vi.mock(import("./load-call-failure.ts"), { spy: true });

it("says what a call said where its explanation does not load, and explains it when the network is back", async () => {
  vi.mocked(loading.loadCallFailure).mockRejectedValueOnce(new TypeError("Failed to fetch"));
  const { context } = pageServices(() => undefined, "/synthesize", "ru");
  await render(LazyCallFailure, { props: { error: AudioKitError.from(new Error("no answer")) }, context });

  await expect.element(page.getByRole("alert").getByText("no answer", { exact: true })).toBeVisible();
  const unexplained = page.getByText(/^Объяснение не загрузилось/);
  await expect.element(unexplained).toBeVisible();
  await page.getByRole("button", { name: "Загрузить объяснение" }).click();

  await expect.element(page.getByRole("link", { name: "Проверить соединение" })).toBeVisible();
  await expect.element(unexplained).not.toBeInTheDocument();
});
