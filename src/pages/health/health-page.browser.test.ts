import type { ServiceImpl } from "@connectrpc/connect";
import { afterEach, describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { logServices, type LogServices } from "../../../test/support/log-services.ts";
import { pageServices } from "../../../test/support/page-services.ts";
import { healthChecks } from "../../audiokit/check-health.ts";
import { STT } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { TTS } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { createHealthChecker } from "../../audiokit/health-checker.ts";
import { logHealth } from "../../logging/log-health.ts";
import { servicesKey, type Services } from "../../app/services.ts";
import HealthPage from "./HealthPage.svelte";

const opened: LogServices[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const log of opened.splice(0)) await log.close();
});

/** The page over a platform in memory, with the real log, settings and checks. */
async function open(language: "en" | "ru" = "en", ownCalls = 0) {
  const state = { isUp: true, asked: 0 };
  const answer = () => {
    state.asked++;
    if (!state.isUp) throw new Error("down");
    return {};
  };
  const calls = pageServices(
    ({ service }) =>
      void service(STT, { getModelsInfo: answer } as Partial<ServiceImpl<typeof STT>>).service(TTS, {
        getModelsInfo: () => ({}),
      }),
    "/health",
    language,
  );
  const { audiokit } = calls.context.get(servicesKey) as Services;
  const log = await logServices("/health", [], language);
  opened.push(log);
  const services = log.context.get(servicesKey) as Services;
  const health = () => ({ endpoint: location.origin, checks: healthChecks({ client: audiokit }) });
  const counted = {
    TTS: { calls: 3, failures: 1, cancelled: 0, sentBytes: 2048, receivedBytes: 0, audioSeconds: 2.5 },
  };
  Object.assign(services, {
    checkHealth: createHealthChecker(health, logHealth(services.logger)),
    statistics: {
      sinceMs: 0,
      read: (initiator?: "user") =>
        initiator || ownCalls === 0 ? counted : { ...counted, Models: { ...counted.TTS, calls: ownCalls } },
    },
  });
  const show = () => render(HealthPage, { context: log.context });
  return { state, log, show, shown: await show() };
}

/** The cells of a row, as they are read. */
const textOf = (name: string) =>
  [...page.getByRole("row").filter({ hasText: name }).element().querySelectorAll("th, td")]
    .map(({ textContent }) => textContent.replaceAll(/\s+/g, " ").trim())
    .join(" ");
const columns = () => page.getByRole("toolbar", { name: "History" }).getByRole("button");
const checkNow = () => page.getByRole("button", { name: "Check now" }).click();

describe("HealthPage", () => {
  it("checks when it is first opened, tells each service's time, and says of others that they are not configured", async () => {
    const { log } = await open();
    await expect.element(page.getByText("Healthy", { exact: true }).first()).toBeVisible();
    await expect.poll(() => textOf("Recognition")).toMatch(/ Healthy .*ms /);
    expect(textOf("Token endpoint")).toMatch(/Not configured – The gateway has no client/);
    await expect.element(page.getByRole("link", { name: "Check connection step by step" })).not.toBeInTheDocument();
    await log.store.flush();
    const { rows } = await log.store.query({}, { limit: 9 });
    expect(rows.map(({ event }) => event.event).toReversed()).toEqual([
      "system_health_check_start",
      "system_health_check_complete",
    ]);
  });

  it("says in words what failed, and where to look further", async () => {
    const { state } = await open();
    await expect.element(page.getByText("2 of 2 services responding", { exact: false })).toBeVisible();
    state.isUp = false;
    await checkNow();
    await expect.element(page.getByText("Degraded", { exact: true }).first()).toBeVisible();
    expect(textOf("Recognition")).toMatch(/Unhealthy .* The platform failed/);
    await expect
      .element(page.getByRole("link", { name: "Check connection step by step" }))
      .toHaveAttribute("href", "/connection");
  });

  it("keeps a strip of checks over reloads, each column explained under the pointer and by the arrows", async () => {
    const { state, show, shown } = await open();
    await expect.poll(() => columns().all().length).toBe(1);
    state.isUp = false;
    await checkNow();
    await expect.poll(() => columns().all().length).toBe(2);
    await columns().last().hover();
    await expect.element(page.getByText(/: Degraded/).first()).toBeVisible();
    await expect.element(page.getByText(location.origin)).toBeVisible();
    (columns().last().element() as HTMLElement).focus();
    await userEvent.keyboard("{ArrowLeft}");
    await expect.element(columns().first()).toHaveFocus();
    await expect.element(page.getByText(/: Healthy/).first()).toBeVisible();
    await shown.unmount();
    await show();
    await expect.poll(() => columns().all().length).toBe(2);
  });

  it("checks in the chosen period while it is in view, and elsewhere only when asked to", async () => {
    const { state, log, shown } = await open();
    // A check that is under way when the next one is due stands for both: each is awaited to its end.
    await expect.poll(() => columns().all().length).toBe(1);
    expect(state.asked).toBe(1);
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    await page.getByLabelText("Check automatically").selectOptions("every 30 seconds");
    await expect.poll(() => log.preferences.current.healthEverySeconds).toBe(30);
    await vi.advanceTimersByTimeAsync(30_000);
    await expect.poll(() => columns().all().length).toBe(2);
    expect(state.asked).toBe(2);
    await shown.unmount();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(state.asked).toBe(2);
    log.preferences.update({ healthInBackground: true });
    await vi.advanceTimersByTimeAsync(30_000);
    await expect.poll(() => state.asked).toBe(3);
  });

  it("shows what the calls of this page came to, and since when", async () => {
    await open("ru");
    await expect.element(page.getByText("Всё работает", { exact: true }).first()).toBeVisible();
    await expect.element(page.getByText(/Вызовы этой вкладки с 1 янв\. 1970/)).toBeVisible();
    expect(textOf("TTS")).toBe("TTS 3 1 0 2 кБ 0 байт 2,5 с");
  });

  it("leaves the console's own calls out of the statistics, says how many, and counts them when asked", async () => {
    await open("en", 7);
    await expect.element(page.getByText(/^7 calls of the console hidden/)).toBeVisible();
    const statistics = page.getByRole("table", { name: "Client statistics" });
    expect(statistics.getByRole("row", { name: /Models/ }).elements()).toEqual([]);
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await expect.element(statistics.getByRole("row", { name: /^Models (Calls )?7/ })).toBeVisible();
    await expect.element(statistics.getByRole("row", { name: /^Total (Calls )?10/ })).toBeVisible();
  });
});
