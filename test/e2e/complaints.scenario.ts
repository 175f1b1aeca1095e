import { expect, test } from "./scenario.ts";

// Every other scenario relies on this: what a page complains about is heard, and would fail it.
test.beforeEach(async ({ page }) => {
  await page.goto("/settings");
  await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
});

test("an error on the console is heard", async ({ page, complaints }) => {
  await page.evaluate(() => console.error("something went wrong"));
  await expect.poll(() => complaints).toEqual([expect.stringMatching(/^console: something went wrong/)]);
  complaints.length = 0;
});

test("an exception that nobody catches is heard", async ({ page, complaints }) => {
  await page.evaluate(() => setTimeout(() => void Promise.reject(new Error("nobody catches this"))));
  await expect.poll(() => complaints).toContainEqual(expect.stringMatching(/^uncaught: .*nobody catches this/));
  complaints.length = 0;
});

test("a violation of the content security policy is heard", async ({ page, complaints }) => {
  await page.evaluate(() => {
    document.body.appendChild(new Image()).src = "http://127.0.0.1:9/elsewhere.png";
  });
  await expect.poll(() => complaints).toContainEqual(expect.stringMatching(/^policy: img-src blocked http/));
  complaints.length = 0;
});
