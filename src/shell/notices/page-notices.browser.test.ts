import { createContextValues } from "@connectrpc/connect";
import type { UnaryRequest } from "@connectrpc/connect";
import { afterEach, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { pageServices } from "../../../test/support/page-services.ts";
import { announceNewerDatabase } from "../../basics/newer-database.ts";
import { NewVersion } from "../../app/offline/new-version.svelte.ts";
import { RunningCalls } from "../../app/running-calls.svelte.ts";
import { servicesKey, type Services } from "../../app/services.ts";
import { withCallContext } from "../../logging/call-context.ts";
import type { ActiveRecording } from "../../app/page-microphone.svelte.ts";
import type { Language } from "../../kit/i18n/language.ts";
import { routeAt } from "../routes.ts";
import { connectionOf } from "../status/connection-status.svelte.ts";
import PageNotices from "./PageNotices.svelte";

afterEach(() => void vi.useRealTimers());

/** The notices of a page, where a new version waits or the server does not answer. */
async function open(path: string, { language = "en" as Language, isAlone = false, isServerGone = false } = {}) {
  const setup = pageServices(() => undefined, path, language);
  const newVersion = new NewVersion();
  const running = new RunningCalls();
  const requestGateway = () =>
    isServerGone ? Promise.reject(new Error("refused")) : Promise.resolve("direct" as const);
  const services = { ...(setup.context.get(servicesKey) as Services), newVersion, running, requestGateway, isAlone };
  Object.assign(services, { alerts: { records: { firing: [] } }, memoryLog: {} });
  await connectionOf(requestGateway).check();
  await render(PageNotices, {
    props: { route: routeAt(path) },
    context: new Map(setup.context).set(servicesKey, services),
  });
  return { newVersion, running, microphone: setup.microphone };
}

const call = (contextValues = createContextValues()) => ({ contextValues }) as unknown as UnaryRequest;

it("offers a new version to a person who neither records nor calls, and again when that has ended", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const { newVersion, running, microphone } = await open("/logs");
  const offer = page.getByText("A new version of the console is ready.");
  newVersion.isReady = true;
  await expect.element(offer).toBeVisible();

  microphone.recordings = [{} as ActiveRecording];
  await expect.element(offer).not.toBeInTheDocument();
  microphone.recordings = [];
  await expect.element(offer).toBeVisible();

  const calls = [running.observe(call()), running.observe(call())];
  await expect.element(offer).not.toBeInTheDocument();
  calls[0]!.end!({ outcome: "success" });
  vi.advanceTimersByTime(60_000);
  expect(running.isBusy).toBe(true);
  calls[1]!.end!({ outcome: "cancelled" });
  vi.advanceTimersByTime(2_900);
  expect(running.isBusy).toBe(true);
  vi.advanceTimersByTime(200);
  await expect.element(offer).toBeVisible();

  // Lists of models that the console fetches by itself keep nobody waiting.
  running.observe(call(withCallContext({ initiator: "console" })));
  expect(running.isBusy).toBe(false);
  await page.getByRole("button", { name: "Later" }).click();
  await expect.element(offer).not.toBeInTheDocument();
});

it("says that the server is gone where the page needs it, and nowhere else", async () => {
  await open("/synthesize", { isServerGone: true, language: "ru" });
  await expect.element(page.getByRole("status").filter({ hasText: "Сервер консоли не отвечает." })).toBeVisible();
  await expect.element(page.getByRole("link", { name: "Открыть «Журнал»" })).toHaveAttribute("href", "/logs");
});

it.each([
  ["/logs", { isServerGone: true }],
  ["/recognize", { isServerGone: false }],
  ["/recognize", { isServerGone: true, isAlone: true }],
] as const)("says nothing at %s with %o", async (path, how) => {
  await open(path, how);
  expect(document.body.textContent).not.toContain("isn’t responding");
});

it.each([
  [
    "en",
    "Made by a newer version of the console: the archive, spoken texts",
    "This older one does not read or change that",
  ],
  ["ru", "Создано более новой версией консоли: архив, озвученные тексты", "Эта, старая, этого не читает и не меняет"],
] as const)("names what a newer version made, once each, in %s", async (language, title, why) => {
  await open("/logs", { language });
  for (const thing of ["archive", "spoken", "archive"]) announceNewerDatabase(`audiokit-${thing}`);
  const notice = page.getByRole("status").filter({ hasText: title });
  await expect.element(notice.first()).toMatchTextContent(why);
});
