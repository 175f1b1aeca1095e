import type { Page } from "@playwright/test";
import { startOtlpReceiver, type OtlpReceiver } from "../support/otlp-receiver.ts";
import { startCompanion, type Companion } from "../support/servers/companion.ts";
import { expectAccessible } from "./axe.ts";
import { synthesize } from "./actions.ts";
import { expect, test } from "./scenario.ts";

let receiver: OtlpReceiver;
let companion: Companion | undefined;

test.beforeEach(async () => {
  receiver = await startOtlpReceiver();
});
test.afterEach(async ({ page }) => {
  // It would miss its server.
  await page.close();
  companion?.signal("SIGINT");
  await companion?.ended;
  await receiver.close();
});

/** Opens the console whose server passes OpenTelemetry on to the receiver. */
async function openConsole(page: Page): Promise<string> {
  companion = startCompanion("--port", "0", "--no-asr", "--otlp-endpoint", receiver.url);
  const { origin } = await companion.ready;
  await page.goto(origin);
  return origin;
}

const names = {
  en: {
    ship: "Ship the log",
    test: "Send a test record",
    taken: "The receiver took the test record",
    done: "Up to date",
  },
  ru: { ship: "Отправлять журнал", test: "Отправить пробную запись", taken: "Получатель принял пробную запись", done: "Всё отправлено" }, // prettier-ignore
};

test("nothing leaves while shipping is off; switched on, the log and each call's span arrive, and lead back", async ({
  page,
}) => {
  const requests: string[] = [];
  page.on("request", (request) => requests.push(new URL(request.url()).pathname));
  const origin = await openConsole(page);
  await synthesize(page, "Before");
  expect(requests.filter((path) => path.startsWith("/otlp"))).toEqual([]);
  expect(receiver.requests).toEqual([]);

  await page.goto(`${origin}/settings`);
  await page.getByRole("button", { name: names.en.test }).click();
  await expect(page.getByText(names.en.taken)).toBeVisible();
  expect(receiver.records().map(({ event }) => event)).toEqual(["shipping_test"]);

  await page.getByRole("switch", { name: names.en.ship }).click();
  // What was logged before is shipped too.
  // A page that is left before the receiver's answer came sends the same records again, under the same ids.
  const calls = () =>
    [...new Map(receiver.records().map((record) => [record.uid, record])).values()].filter(
      ({ attributes }) => attributes["service"] === "TTS",
    );
  await expect.poll(() => calls().map(({ event }) => event)).toEqual(["request_start", "request_success"]);
  await page.goto(origin);
  const sent = page.waitForRequest((request) => request.url().endsWith("Synthesize"));
  await synthesize(page, "After");
  const traceparent = (await sent).headers()["traceparent"] ?? "";
  await expect.poll(() => calls().length).toBe(4);
  const [, traceId, spanId] = traceparent.split("-");
  await expect.poll(() => receiver.spans()).toContainEqual(expect.objectContaining({ traceId, spanId }));
  // Without texts, unless they are wanted.
  expect(JSON.stringify(receiver.requests)).not.toContain("After");

  const link = String(calls().at(-1)!.attributes["audiokit.request.url"]);
  expect(new URL(link).origin).toBe(origin);
  await page.goto(link);
  await expect(page.getByRole("heading", { name: /Synthesize/ }).first()).toBeVisible();
});

for (const [language, locale, colorScheme, width] of [
  ["en", "en-GB", "light", 1440],
  ["ru", "ru-RU", "dark", 390],
] as const) {
  test.describe(`${locale}, ${colorScheme}, ${String(width)} px`, () => {
    test.use({ locale, colorScheme, viewport: { width, height: 900 } });

    test("a receiver that is away, and then refuses, is told with its words", async ({ page }) => {
      receiver.answer = () => ({ status: 503, body: '{"message":"no room"}', headers: { "retry-after": "1" } });
      const origin = await openConsole(page);
      await page.goto(`${origin}/settings`);
      await page.getByRole("switch", { name: names[language].ship }).click();
      await expect(page.getByText("503 no room", { exact: true })).toBeVisible();
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      receiver.answer = () => undefined;
      await expect(page.getByText(names[language].done)).toBeVisible();
      await expect(page.getByText("503 no room", { exact: true })).toBeHidden();
    });
  });
}
