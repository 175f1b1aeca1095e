import { join } from "node:path";
import { projectFolder } from "../support/folders.ts";
import { synthesize } from "./actions.ts";
import { test } from "./scenario.ts";

// `npm run screenshot` takes the screenshot of the README from the running product.
test.use({ viewport: { width: 1280, height: 820 }, deviceScaleFactor: 1.5 });

test("the picture of the README", async ({ page }) => {
  await page.goto("/synthesize");
  await synthesize(page, "Good morning! Your order is ready and will arrive today between three and five o’clock.");
  const waveform = page.getByRole("slider", { name: "Speech, position" });
  const box = (await waveform.boundingBox())!;
  await page.mouse.click(box.x + box.width * 0.4, box.y + box.height / 2);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(projectFolder, ".github/screenshot.png") });
});
