import { afterEach, describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { pageServices } from "../../../../test/support/page-services.ts";
import { servicesKey, type Services } from "../../../app/services.ts";
import type { ConsoleConfig } from "../../../wire/console-config.ts";
import PlatformView from "./PlatformView.svelte";

let cleanUp = () => {};
afterEach(() => cleanUp());

async function open(serverConfig: Partial<ConsoleConfig>, address = "/archive?view=platform") {
  const { context } = pageServices(() => undefined, address);
  const asked: string[] = [];
  const archiveFetch = (url: string) => {
    asked.push(url);
    return Promise.resolve(Response.json({ alerts: [], data: [] }));
  };
  const access = { serverConfig, credentials: { token: () => Promise.resolve(undefined) } };
  context.set(servicesKey, { ...(context.get(servicesKey) as Services), access, archiveFetch });
  const { unmount } = await render(PlatformView, { context });
  cleanUp = () => void unmount();
  return asked;
}

const configured = { platform: "configured", archiveClientId: "demo" } as const;

describe("the platform's archive on the page", () => {
  it("is said not to be configured, and cannot be asked, where the gateway was told of none", async () => {
    await open(configured);
    await expect.element(page.getByText("The platform’s archive isn’t configured")).toBeVisible();
    await expect.element(page.getByRole("button", { name: "Search" })).toBeDisabled();
  });

  it("is not asked for a record of a link there either", async () => {
    const asked = await open(configured, "/archive?view=platform&record=SS-1");
    await expect.element(page.getByText("The platform’s archive isn’t configured").last()).toBeVisible();
    expect(asked).toEqual([]);
  });

  it("is asked at the page's own origin where the gateway carries requests to it", async () => {
    const asked = await open({ ...configured, archiveAddress: "https://archive.example" });
    await page.getByRole("button", { name: "Search" }).click();
    await expect.poll(() => asked[0]).toContain("/v3/clients/demo/requests");
    expect(asked[0]).not.toContain("archive.example");
  });
});
