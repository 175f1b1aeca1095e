import type { MessageInitShape } from "@bufbuild/protobuf";
import { describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import mp3 from "../../../../test/fixtures/speech/goforward.mp3?url";
import { pageServices } from "../../../../test/support/page-services.ts";
import { ArchiveError } from "../../../local-archive/archive-error.ts";
import { STT } from "../../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import type { FileRecognizeResponseSchema } from "../../../gen/mts/ai/audiogram/stt_response/v1/stt_response_pb.ts";
import type { Settings } from "../../../settings/settings.ts";
import RecognizePage from "../RecognizePage.svelte";

const word = (text: string, startTimeMs: number, confidence: number) => {
  return { word: text, startTimeMs, endTimeMs: startTimeMs + 300, confidence };
};

/** Two people, each with a guess; two words that the platform is unsure of. */
const dialogue: MessageInitShape<typeof FileRecognizeResponseSchema> = {
  response: [
    {
      hypothesis: {
        transcript: "go forward",
        normalizedTranscript: "Go <forward>.",
        confidence: 0.75,
        startTimeMs: 400,
        endTimeMs: 1300,
        words: [word("go", 400, 0.97), word("forward", 800, 0.3)],
      },
      speakerInfo: { speakerId: 1 },
      genderage: { gender: 1, age: 1, emotion: { neutral: 0.8, positive: 0.2 } },
      spoofingResult: [{ result: 1, confidence: 0.98 }],
      channel: 1,
    },
    {
      hypothesis: {
        transcript: "ten meters",
        normalizedTranscript: "Ten meters.",
        confidence: 0.75,
        startTimeMs: 1300,
        endTimeMs: 2300,
        words: [word("ten", 1300, 0.5), word("meters", 1700, 0.7)],
      },
      speakerInfo: { speakerId: 2 },
      spoofingResult: [{ result: 0, confidence: 0.9 }],
      channel: 1,
    },
  ],
};

async function recognized(answer = dialogue, settings: Partial<Settings> = {}) {
  const setup = pageServices(
    ({ service }) => void service(STT, { getModelsInfo: () => ({}), fileRecognize: () => answer }),
    "/recognize",
  );
  setup.preferences.update(settings);
  const shown = await render(RecognizePage, { context: setup.context });
  const file = new File([await (await fetch(mp3)).blob()], "go forward.mp3");
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(file);
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  await page.getByRole("button", { name: "Recognize" }).click();
  const words = page.getByRole("group", { name: "Transcript" });
  await expect.element(words).toBeVisible();
  return { ...setup, shown, words };
}

/** Clicks a button that downloads and returns the file. */
async function saved(form: string): Promise<{ name: string; content: string; url: string }> {
  const links: HTMLAnchorElement[] = [];
  const click = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    links.push(this);
  });
  await page.getByRole("button", { name: `Download ${form}` }).click();
  // Before it leaves, the file is searched for secrets.
  await expect.poll(() => links).toHaveLength(1);
  click.mockRestore();
  const { download: name, href: url } = links[0]!;
  return { name, url, content: await (await fetch(url)).text() };
}

const position = () => Number(page.getByRole("slider").element().getAttribute("aria-valuenow"));

describe("the transcript", () => {
  it("says of each phrase who spoke, how, and whether the voice was genuine", async () => {
    const { words } = await recognized();
    await expect
      .poll(() => words.element().textContent)
      .toMatch(/Speaker\s+1\s+male,\s+adult\s+neutral\s+80%\s+genuine\s+voice\s+98%/);
    await expect.poll(() => words.element().textContent).toMatch(/Speaker\s+2\s+spoofed\s+voice\s+90%/);
  });

  it("steps through the doubtful words by button and by key, and plays from just before each", async () => {
    localStorage.removeItem("audiokit-recognize-doubt");
    const { words } = await recognized();
    await expect.element(page.getByText("2 doubtful words")).toBeVisible();

    await page.getByRole("button", { name: "Next doubtful word" }).click();
    await expect.element(page.getByText("<forward>., confidence 30%, 1 of 2")).toBeInTheDocument();
    await expect.poll(position).toBeGreaterThan(0);
    await userEvent.keyboard("n");
    await expect.element(page.getByText("ten, confidence 50%, 2 of 2", { exact: false })).toBeInTheDocument();
    await expect.poll(position).toBeGreaterThan(0.5);
    await userEvent.keyboard("{Shift>}N{/Shift}");
    await expect.element(page.getByText("1 of 2", { exact: true })).toBeVisible();

    (words.getByRole("button", { name: "Go" }).element() as HTMLElement).focus();
    await userEvent.keyboard("n");
    await expect.element(words.getByRole("button", { name: "Ten" })).toHaveFocus();
  });

  it("names its file without a secret in use that stands in the name of the recording", async () => {
    const { secrets } = await recognized();
    expect((await saved("TXT")).name).toBe("go-forward.txt");
    secrets.learn("token", "go forward");
    expect((await saved("TXT")).name).toBe("redacted.txt");
  });

  it("lets the person say from which confidence on a word is doubtful, and remembers it", async () => {
    localStorage.removeItem("audiokit-recognize-doubt");
    await recognized();
    const limit = page.getByLabelText("Doubtful below this confidence, percent");
    await limit.fill("80");
    await userEvent.keyboard("{Tab}");
    await expect.element(page.getByText("3 doubtful words")).toBeVisible();
    expect(localStorage.getItem("audiokit-recognize-doubt")).toBe("0.8");
    await limit.fill("20");
    await userEvent.keyboard("{Tab}");
    await expect.element(page.getByText("No doubtful words")).toBeVisible();
    await expect.element(page.getByRole("button", { name: "Next doubtful word" })).toBeDisabled();
    localStorage.removeItem("audiokit-recognize-doubt");
  });

  it("leaves N to the fields in which it is typed", async () => {
    localStorage.removeItem("audiokit-recognize-doubt");
    await recognized();
    await page.getByText("Compare with a reference text").click();
    await page.getByLabelText("Reference text").fill("");
    await userEvent.keyboard("n");
    await expect.element(page.getByLabelText("Reference text")).toHaveValue("n");
    await expect.element(page.getByText("1 of 2", { exact: true })).not.toBeInTheDocument();
  });

  it("is saved in four forms; the browser reads the WebVTT with its voices, times and escapes", async () => {
    const { events } = await recognized();
    expect(await saved("TXT")).toMatchObject({
      name: "go-forward.txt",
      content: "Speaker 1: Go <forward>.\nSpeaker 2: Ten meters.\n",
    });
    expect((await saved("SRT")).content).toBe(
      "1\n00:00:00,400 --> 00:00:01,100\nSpeaker 1: Go <\u2060forward>.\n\n2\n00:00:01,300 --> 00:00:02,000\nSpeaker 2: Ten meters.\n",
    );
    expect(JSON.parse((await saved("JSON")).content)).toMatchObject({
      audio_file: "go forward.mp3",
      phrases: [{ speaker: 1, speaker_guess: { gender: "male" } }, { spoofing: [{ genuine: false }] }],
    });

    const { url } = await saved("VTT");
    const video = document.body.appendChild(document.createElement("video"));
    const track = Object.assign(document.createElement("track"), { src: url, kind: "subtitles", default: true });
    video.append(track);
    track.track.mode = "hidden";
    await expect.poll(() => track.track.cues).toHaveLength(2);
    const cues = [...track.track.cues!] as VTTCue[];
    expect(cues.map(({ startTime, endTime }) => [startTime, endTime])).toEqual([
      [0.4, 1.1],
      [1.3, 2],
    ]);
    expect(cues[0]!.getCueAsHTML().textContent).toBe("Go <forward>.");
    expect(cues[0]!.getCueAsHTML().querySelector("span")?.title).toBe("Speaker 1");
    video.remove();
    await expect.poll(() => events.filter(({ event }) => event === "system_asr_transcript_saved")).toHaveLength(4);
  });

  it("is compared with what was said", async () => {
    await recognized();
    await page.getByText("Compare with a reference text").click();
    await page.getByLabelText("Reference text").fill("go forward nine meters now");
    await expect.element(page.getByText("Word error rate: 40%")).toBeVisible();
    await expect.element(page.getByText(/1 replaced, 1 missing, 0 added of 5/)).toBeVisible();
    const diff = page.getByRole("group", { name: "Compare with a reference text" });
    expect([...diff.element().querySelectorAll("del")].map(({ textContent }) => textContent)).toEqual(["nine", "now"]);
    expect([...diff.element().querySelectorAll("ins")].map(({ textContent }) => textContent)).toEqual(["Ten"]);
  });

  it("is there again when the person comes back, without another call", async () => {
    const { shown, context, events } = await recognized();
    await shown.unmount();
    await render(RecognizePage, { context });
    const words = page.getByRole("group", { name: "Transcript" });
    await expect.poll(() => words.element().textContent).toMatch(/Ten\s+meters\./);
    await words.getByRole("button", { name: "meters." }).click();
    await expect.poll(position).toBeGreaterThan(1.6);
    const calls = events.filter(({ operation, event }) => operation === "FileRecognize" && event === "request_start");
    expect(calls).toHaveLength(1);
  });

  it("says that no doubt can be shown where the platform states no confidence", async () => {
    const response = [{ hypothesis: { transcript: "go", startTimeMs: 0, endTimeMs: 500, words: [word("go", 0, 0)] } }];
    await recognized({ response });
    await expect.element(page.getByText(/^The platform reports no confidence/)).toBeVisible();
    await expect.element(page.getByRole("button", { name: "Next doubtful word" })).not.toBeInTheDocument();
  });

  it("is kept in the archive with its sound and words, by hand", async () => {
    const { archive, events } = await recognized();
    await page.getByRole("button", { name: "Save to archive" }).click();
    await expect.element(page.getByRole("link", { name: "In archive" })).toBeVisible();
    const { entries } = await (await archive.open()).list();
    expect(entries).toMatchObject([
      {
        audio: { fileName: "go forward.wav", metadata: { source: "recognition", audio_file: "go forward.mp3" } },
        transcripts: [{ text: "Go <forward>. Ten meters.", confidenceScores: [0.75, 0.75] }],
      },
    ]);
    expect(events.some(({ request_data: data }) => data?.["service"] === "AudioArchive_SaveTranscript")).toBe(true);
  });

  it("is kept without asking where the settings say so", async () => {
    const { archive } = await recognized(dialogue, { archiveRecordings: true });
    await expect.element(page.getByRole("link", { name: "In archive" })).toBeVisible();
    expect((await (await archive.open()).usage()).transcripts).toBe(1);
  });

  it("says why it cannot be kept, and can be tried again", async () => {
    const { archive } = await recognized();
    vi.spyOn(archive, "save").mockRejectedValueOnce(new ArchiveError({ kind: "full", message: "no room" }));
    await page.getByRole("button", { name: "Save to archive" }).click();
    await expect.element(page.getByRole("alert")).toMatchTextContent("The archive is full.");
    expect((await (await archive.open()).usage()).audios).toBe(0);
    await expect.element(page.getByRole("button", { name: "Save to archive" })).toBeEnabled();
  });
});
