import { expect, test } from "./scenario.ts";

// Every other scenario relies on this: what a page complains about is heard, and would fail it.
test.beforeEach(async ({ page }) => {
  await page.goto("/settings");
  await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
});

test("an error on the console is heard, and fails a scenario that does not expect it", async ({ page, complaints }) => {
  await page.evaluate(() => console.error("one went wrong"));
  await page.evaluate(() => console.error("another went wrong"));
  complaints.expect(/^console: another went wrong/);
  await expect(complaints.settle()).rejects.toThrow("one went wrong");
  complaints.expect(/^console: one went wrong/);
});

test("an exception that nobody catches is heard", async ({ page, complaints }) => {
  await page.evaluate(() => setTimeout(() => void Promise.reject(new Error("nobody catches this"))));
  complaints.expect(/^uncaught: .*nobody catches this/);
});

test("a violation of the content security policy is heard", async ({ page, complaints }) => {
  await page.evaluate(() => {
    document.body.appendChild(new Image()).src = "http://127.0.0.1:9/elsewhere.png";
  });
  complaints.expect(/^policy: img-src blocked http/);
  complaints.expect(/^console: .*violates the following Content Security Policy directive/);
});
