import { logRows } from "./actions.ts";
import { expectAccessible } from "./axe.ts";
import { expect, test } from "./scenario.ts";

/** An id as another logger may write it. */
const session = "page 1/а%";

/** Six rounds of a workflow: in the last three neither the token nor the synthesis succeeds. */
const lines = Array.from({ length: 6 }, (_, round) => {
  const atMs = Date.UTC(2026, 10, 20, 10) + round * 2000;
  const common = { initiator: "user", request_data: { workflow_id: "w/1" }, session_id: session, message: "said" };
  const failure = { error: { error_type: "UNAVAILABLE", error_message: "no healthy upstream", grpc_code: 14 } };
  return [["Auth", "FetchToken", 0, 120] as const, ["TTS", "Synthesize", 160, 640] as const].flatMap(
    ([service, operation, afterMs, duration_ms], index) => {
      const line = (timeMs: number, rest: object) => ({
        ...{ timestamp: new Date(timeMs).toISOString(), level: "INFO", ...common, seq: round * 10 + index * 2 },
        ...{ request_id: `${operation} ${String(round)}`, service, operation, ...rest },
      });
      const end = round < 3 ? { event: "request_success" } : { event: "request_error", level: "ERROR", ...failure };
      const beganMs = atMs + afterMs;
      return [line(beganMs, { event: "request_start" }), line(beganMs + duration_ms, { duration_ms, ...end })];
    },
  );
}).flat();

test("a call leads to its session and workflow: what failed first, what follows a failure, and all calls on one axis", async ({
  page,
}) => {
  await page.goto("/logs");
  const buffer = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles({ name: "rounds.jsonl", mimeType: "application/jsonl", buffer });
  await expect(page).toHaveURL(/[?&]log=/);
  await page.keyboard.press("Escape");
  await page.getByRole("navigation").getByRole("link", { name: "Logs" }).click();
  await logRows(page).first().click();
  await page.getByRole("link", { name: "Calls of this session on a time axis" }).click();
  await expect(page).toHaveURL(/\/session\/page%201\/%D0%B0%25\?log=/);

  const main = page.getByRole("main");
  await expect(main.getByRole("link", { name: /^FetchToken failed at/ })).toHaveAttribute(
    "href",
    /^\/request\/FetchToken%203\?log=/,
  );
  await expect(main).toContainText("Of the 5 calls that began after it, 5 failed.");
  await expect(main.getByRole("row", { name: "Auth TTS 3 of 3 0 of 3 few" })).toBeVisible();
  const calls = main.getByRole("table", { name: "Calls on one time axis" });
  await expect(calls.getByRole("row", { name: /^Synthesize TTS ok .* 640.ms 40.ms after FetchToken/ })).toHaveCount(3);
  await main
    .getByRole("button", { name: /^1\.2 s before/ })
    .first()
    .press("Enter");
  await expect(calls.getByRole("link", { name: "FetchToken" }).nth(1)).toBeFocused();
  await expectAccessible(page);

  await main.getByRole("link", { name: "12 calls in Logs" }).click();
  await expect(logRows(page)).toHaveCount(12);
  await page.goBack();
  await page.goto(page.url().replace(/session\/[^?]*/, "workflow/w%2F1"));
  await expect(main.getByRole("heading", { name: "Workflow w/1" })).toBeVisible();
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(main.getByRole("link", { name: "12 calls in Logs" })).toBeVisible();
  await expectAccessible(page);
});
