import { afterEach, describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { logServices, type LogServices } from "../../../test/support/log-services.ts";
import { servicesKey, type Services } from "../../app/services.ts";
import { connectionText } from "./connection-text.ts";
import ConnectionBadge from "./ConnectionBadge.svelte";
import { LastCall } from "./last-call.svelte.ts";
import { shellText } from "../shell-text.ts";

let services: LogServices | undefined;
let stop: (() => void) | undefined;
afterEach(async () => {
  stop?.();
  await services?.close();
});

/** The badge of a page behind an Envoy that answers, and a way to log the end of a call. */
async function open(sinceMs?: number) {
  services = await logServices("/synthesize");
  const parts = { ...(services.context.get(servicesKey) as Services), requestGateway: async () => "envoy" as const };
  const lastCall = new LastCall(sinceMs);
  stop = lastCall.follow(services.store);
  const context = new Map(services.context).set(servicesKey, parts);
  await render(ConnectionBadge, { props: { lastCall }, context });
  await expect.element(page.getByRole("button", { name: shellText.en.connection.envoy })).toBeVisible();
  const { logger } = services;
  return {
    fail: (type: string) =>
      logger.log("ERROR", "request_error", "failed", { error: { error_type: type, error_message: "no" } }),
    begin: () => logger.log("INFO", "request_start", "started"),
    succeed: () => logger.log("INFO", "request_success", "succeeded"),
    logged: () => expect.poll(() => lastCall.event?.message),
  };
}

const named = (name: string) => expect.element(page.getByRole("button", { name }));
const { connection } = shellText.en;
const { plain, why, details } = connectionText.en;

describe("the badge of the connection", () => {
  it("says that there is no access to the platform after a call that found none, until one gets through", async () => {
    const { fail, begin, succeed, logged } = await open();
    fail("UNAVAILABLE");
    await named(connection.barred).toBeVisible();
    await page.getByRole("button", { name: connection.barred }).click();
    await expect.element(page.getByText(plain.barred)).toBeVisible();
    await expect.element(page.getByText(why.barred)).not.toBeVisible();
    await page.getByText(details).click();
    await expect.element(page.getByText(why.barred)).toBeVisible();
    begin();
    await logged().toBe("started");
    await named(connection.barred).toBeVisible();
    succeed();
    await named(connection.envoy).toBeVisible();
    fail("PERMISSION_DENIED");
    await named(connection.barred).toBeVisible();
  });

  it("takes a refusal of the platform for an answer", async () => {
    const { fail, logged } = await open();
    fail("INVALID_ARGUMENT");
    await logged().toBe("failed");
    await named(connection.envoy).toBeVisible();
  });

  it("leaves alone what was before this page", async () => {
    const { fail, logged } = await open(Date.now() + 60_000);
    fail("UNAVAILABLE");
    await logged().toBe("failed");
    await named(connection.envoy).toBeVisible();
  });
});
