import type { Page } from "@playwright/test";
import { demoClient } from "../../src/emulator/token.ts";
import { startCompanion, type Companion } from "../support/servers/companion.ts";
import { exportLog, logRows, startSynthesis, status, synthesize } from "./actions.ts";
import { pathTags } from "./connection-paths.ts";
import { expect, test as base } from "./scenario.ts";

// A console of its own, whose platform refuses calls without a token.
let console: Companion;
let origin: string;
const test = base.extend({
  baseURL: async ({}, use) => {
    await use(origin);
  },
});
test.beforeAll(async ({}, info) => {
  console = startCompanion("--port", "0", "--require-token", ...(info.project.name === "envoy" ? ["--envoy"] : []));
  ({ origin } = await console.ready);
});
test.afterAll(async () => {
  if (console.isAnyLeft()) console.signal("SIGINT");
  await console.ended;
});

/** Has the page fetch its token; the page stays at Settings. */
async function signIn(page: Page, secret: string): Promise<void> {
  await page.getByRole("radio", { name: "This page", exact: true }).check();
  await page.getByRole("radio", { name: "Token server", exact: true }).check();
  await page.getByLabel("Token server (sso_url)").fill(origin);
  await page.getByLabel("Realm (realm)").fill("demo");
  await page.getByLabel("Client (client_id)").fill(demoClient.id);
  await page.getByLabel("Client secret (client_secret)").fill(secret);
  await page.getByRole("button", { name: "Get token" }).click();
}

test(
  "a page without a token is refused with the reason, fetches one, and speaks; nothing secret is kept",
  { tag: pathTags.both },
  async ({ page, complaints }) => {
    await page.goto("/synthesize?voice=borisova");
    await startSynthesis(page, "One.");
    await expect(page.getByRole("alert")).toContainText("The call was not signed in");
    const noAccess = page.getByRole("button", { name: "No access to the platform" });
    await expect(noAccess).toBeVisible();

    await page.getByRole("link", { name: "Settings", exact: true }).click();
    await expect(
      page.getByText("The platform requires a token. Choose “This page” and enter one.", { exact: false }),
    ).toBeVisible();
    await signIn(page, "wrong-guess");
    await expect(page.getByRole("alert")).toContainText("unauthorized_client (HTTP 401)");
    // The browser itself writes the 401 of the token server on its console.
    complaints.expect(/status of 401 .*\/token/);
    const answer = page.waitForResponse((response) => response.url().endsWith("/token") && response.ok());
    await signIn(page, demoClient.secret);
    const { access_token: token } = (await (await answer).json()) as { access_token: string };
    await expect(page.getByText(/^Valid for \d:\d\d$/)).toBeVisible();

    await page.getByRole("link", { name: "Synthesize", exact: true }).click();
    await synthesize(page, "Now it is said.");
    await expect(noAccess).toHaveCount(0);
    const files = await exportLog(page, [
      ["tts_structured.jsonl", 0],
      ["tts_utility.log", 0],
      ["tts_errors.log", 0],
    ]);
    const told = files[0]!.bytes.toString("utf8");
    const events = told
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const auth = events.filter(({ event }) => String(event).startsWith("auth_"));
    expect(auth.map(({ event, success }) => [event, success])).toEqual([
      ["auth_token_refusal", false],
      ["auth_token_request", true],
    ]);
    expect(auth[1]).toMatchObject({ data: { expires_in: 300 }, duration_ms: expect.any(Number) as unknown });
    const calls = events.filter(
      ({ event, operation }) => event === "request_start" && operation === "StreamingSynthesize",
    );
    expect(calls.map(({ auth_present }) => auth_present)).toEqual([false, true]);

    const stored = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]),
    );
    for (const text of [stored, ...files.map(({ bytes }) => bytes.toString("utf8"))]) {
      for (const secret of [token, token.split(".")[2]!, demoClient.secret, "wrong-guess"]) {
        expect(text.includes(secret)).toBe(false);
      }
    }
    // Loaded again, the page has forgotten, and says so.
    await page.goto("/settings");
    await expect(page.getByText("No token").first()).toBeVisible();
    await expect(page.getByLabel("Client (client_id)")).toHaveValue(demoClient.id);
  },
);

test(
  "a token that the platform no longer knows is renewed once, and the call goes well",
  { tag: pathTags.both },
  async ({ page }) => {
    await page.goto("/settings");
    await signIn(page, demoClient.secret);
    await expect(page.getByText(/^Valid for \d:\d\d$/)).toBeVisible();
    // Every first call meets a platform that refuses its token, as after a restart of the platform.
    const sent: (string | undefined)[] = [];
    await page.route("**/mts.ai.audiogram.tts.v2.TTS/StreamingSynthesize", async (route) => {
      const headers = route.request().headers();
      sent.push(headers["authorization"]);
      await route.continue(
        sent.length === 1 ? { headers: { ...headers, authorization: "Bearer of.another.time" } } : {},
      );
    });
    await page.getByRole("link", { name: "Synthesize", exact: true }).click();
    await page.getByLabel("Text", { exact: true }).waitFor();
    await synthesize(page, "It goes on.");
    await expect(status(page, "Done: ")).toBeAttached();
    expect(sent).toHaveLength(2);
    expect(sent[1]).not.toBe(sent[0]);
    await page.goto("/logs?service=Auth");
    await expect(logRows(page).filter({ hasText: "auth_token_renewal" })).toHaveCount(1);
  },
);
