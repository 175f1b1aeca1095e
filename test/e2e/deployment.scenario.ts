import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { startDeployedConsole, type DeployedConsole } from "../interop/deployed-console.ts";
import { findBrowser, speakInto } from "../support/browser.ts";
import { spokenWords, wordErrors } from "../support/speech-clips.ts";
import { openNoteReceiver, type NoteReceiver } from "../support/servers/note-receiver.ts";
import { download, exportLog, recognize, startSynthesis, status, switchOnSuccessRule, synthesize } from "./actions.ts";
import { pathTags } from "./connection-paths.ts";
import { expect, test } from "./scenario.ts";

const clip = fileURLToPath(new URL("../fixtures/speech/0890.wav", import.meta.url));
const { launch } = await findBrowser();

// The microphone of this browser speaks the recording.
test.use({ launchOptions: speakInto(launch, clip) });

// Parts started by hand, so that they need an Envoy and not the server of the leg.
test.describe(
  "the page from a foreign web server, Envoy by hand, the companion behind it",
  { tag: pathTags.envoy },
  () => {
    // One after the other: the parts are started once.
    test.describe.configure({ mode: "default" });
    const parts = new AsyncDisposableStack();
    let deployed: DeployedConsole;
    let receiver: NoteReceiver;
    test.beforeAll(async () => {
      receiver = await openNoteReceiver();
      parts.defer(() => receiver.close());
      deployed = await startDeployedConsole(parts, "--alert-webhook", receiver.address);
    });
    test.afterAll(() => parts.disposeAsync());

    test("speaks, recognises a file and a voice, and exports its log where everything is passed on", async ({
      page,
    }) => {
      await speakAndHear(page, deployed.oneOrigin);
    });

    test("does the same where the page alone is served, and its origin is listed", async ({ page }) => {
      const endpoint = JSON.stringify({ endpoint: deployed.gateway });
      await page.addInitScript(([key, value]) => localStorage.setItem(key!, value!), [
        "audiokit-settings",
        endpoint,
      ] as const);
      await speakAndHear(page, deployed.pageAlone);
    });

    test("posts an alert of the page to the webhook of the companion, through web server and Envoy", async ({
      page,
    }) => {
      const { oneOrigin } = deployed;
      await page.goto(`${oneOrigin}/alerts`);
      await switchOnSuccessRule(page);
      await page.goto(`${oneOrigin}/synthesize?voice=nobody`);
      await startSynthesis(page, "Nobody will say this.");
      await expect.poll(() => receiver.notes).toHaveLength(1);
      expect(receiver.notes[0]).toMatchObject({ status: "firing", value: 0, rows: 1 });
      expect(receiver.notes[0]!["link"]).toContain(`${oneOrigin}/alerts?`);
    });
  },
);

async function speakAndHear(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/synthesize`);
  await synthesize(page, "Good morning.");
  await page.goto(`${origin}/recognize?language=en`);
  await recognize(page, clip);
  const { bytes: read } = await download(page, page.getByRole("button", { name: "Download TXT" }));
  expect(wordErrors(read.toString("utf8"), spokenWords["0890"])).toBeLessThanOrEqual(1);

  await page.goto(`${origin}/recognize?mode=microphone&language=en`);
  await page.getByRole("button", { name: "Start recording", exact: true }).click();
  await expect(page.getByRole("group", { name: "Live transcript" })).toContainText(/dispos/i);
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(status(page, "Done: ")).toBeAttached();

  const [file] = await exportLog(page, [["tts_structured.jsonl", 0]]);
  const log = file!.bytes.toString("utf8");
  for (const service of ["TTS_StreamingSynthesize", "ASR_Recognize", "ASR_StreamRecognize"])
    expect(log).toContain(service);
  expect(log).not.toContain('"request_error"');
}
