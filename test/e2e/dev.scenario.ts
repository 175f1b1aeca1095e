import { appendFileSync, globSync } from "node:fs";
import { join } from "node:path";
import { bidiSubprotocol } from "../../src/wire/bidi-frame.ts";
import { bridgePath, consolePath, healthPath, probePath } from "../../src/wire/paths.ts";
import { startCompanionOf } from "../support/servers/companion.ts";
import { copyProject } from "../support/copy-project.ts";
import { exportLog, synthesize } from "./actions.ts";
import { expect, test } from "./scenario.ts";

// Starts a server of its own.
test.describe("the page from its sources, with hot reload", () => {
  const parts = new DisposableStack();
  let folder: string;
  let companion: ReturnType<typeof startCompanionOf>;
  let address: string;

  test.describe.configure({ mode: "default" });
  test.beforeAll(async () => {
    folder = parts.use(copyProject()).folder;
    companion = startCompanionOf(folder, "--dev", "--port", "0");
    parts.defer(() => companion.isAnyLeft() && companion.signal("SIGKILL"));
    address = (await companion.ready).href;
  });
  test.afterAll(() => parts.dispose());

  test("speaks, keeps its log in the worker, and runs jq in its own", async ({ page }) => {
    await page.goto(`${address}synthesize`);
    await synthesize(page, "Good morning.");
    const [file] = await exportLog(page, [["tts_structured.jsonl", 0]]);
    const log = file!.bytes.toString("utf8");
    expect(log).toContain("TTS_StreamingSynthesize");
    expect(log).not.toContain("policy_violation");

    await page.goto(`${address}logs?view=jq`);
    await page.getByLabel("jq program").press("Control+Enter");
    await expect(page.getByRole("region", { name: "Output" })).toContainText("1 succeeded");
  });

  test("passes on whatever is no file of the page", async ({ page }) => {
    await page.goto(address);
    const answers = await page.evaluate(
      async (paths) => Promise.all(paths.map(async (path) => (await fetch(path)).headers.get("content-type"))),
      [consolePath, bridgePath, probePath, healthPath, "/v3/clients/demo-client/requests"],
    );
    expect(answers).toEqual([
      ...Array<string>(3).fill("application/json"),
      "text/plain; charset=utf-8",
      "application/json",
    ]);
    const opened = await page.evaluate(
      ({ path, subprotocol }) =>
        new Promise<string>((resolve) => {
          const socket = new WebSocket(location.origin.replace("http", "ws") + path, [subprotocol]);
          socket.onopen = () => resolve(socket.protocol);
          socket.onerror = () => resolve("refused");
        }),
      { path: `${bridgePath}/mts.ai.audiogram.stt.v3.STT/Recognize`, subprotocol: bidiSubprotocol },
    );
    expect(opened).toBe(bidiSubprotocol);
  });

  test("shows a component that was saved without loading the page again", async ({ page }) => {
    await page.goto(address);
    await expect(page.getByRole("navigation")).toBeVisible();
    await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
    const [component] = globSync("src/**/App.svelte", { cwd: folder });
    appendFileSync(join(folder, component!), "<p>Saved a moment ago</p>\n");
    await expect(page.getByText("Saved a moment ago")).toBeVisible();
    expect(await page.evaluate(() => "isSamePage" in globalThis)).toBe(true);
  });

  test("ends on Ctrl-C with nothing left, although a page is open", async ({ page, complaints }) => {
    // The connection for hot reload breaks, which Vite reports in its own ways, and is tried again.
    complaints.allow(/WebSocket|ERR_CONNECTION_REFUSED|^uncaught: $/);
    await page.goto(address);
    await expect(page.getByRole("navigation")).toBeVisible();
    companion.signal("SIGINT");
    expect(await companion.ended).toMatchObject({ code: 0, stderr: "" });
    expect(companion.isAnyLeft()).toBe(false);
  });
});
