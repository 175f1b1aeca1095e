import { Code, ConnectError } from "@connectrpc/connect";
import { unzipSync } from "fflate";
import { afterEach, describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import twoChannelsUrl from "../../../test/fixtures/speech/goforward-beside-noise.wav?url";
import clipUrl from "../../../test/fixtures/speech/goforward.wav?url";
import { pageServices } from "../../../test/support/page-services.ts";
import { openVoiceRegistry } from "../../local-archive/voice-registry.ts";
import { pcmBytes, writeWav } from "../../audio/wav.ts";
import { STT } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { TTS } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import WorkflowsPage from "./WorkflowsPage.svelte";

const wav = writeWav(pcmBytes(new Int16Array(16_000)), { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 });
const opened: { close(): unknown }[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const archive of opened.splice(0)) await archive.close();
});

/** The page over a platform in memory; a text with "bad" in it is refused as long as the platform is strict. */
async function open(kind: string, language: "en" | "ru" = "en", endpoint = "", listed = Promise.resolve()) {
  const platform = { isStrict: true, heard: "go for ten meters", cloned: [] as string[], channels: [] as number[] };
  const setup = pageServices(
    ({ service }) => {
      service(TTS, {
        getModelsInfo: async () => {
          await listed;
          const models = [["anna", "en"], ["boris", "en"], ["vera", "ru"]] as const; // prettier-ignore
          return { models: models.map(([name, languageCode]) => ({ name, languageCode, sampleRateHertz: 22_050 })) };
        },
        synthesize({ inputSource: { value } }) {
          if (platform.isStrict && value?.includes("bad")) throw new ConnectError("no such word", Code.InvalidArgument);
          return { audio: wav };
        },
        voiceCloning: ({ voiceId, inputSource: { value } }) => {
          platform.cloned.push(`${voiceId}: ${value}`);
          return { audio: wav };
        },
      });
      service(STT, {
        getModelsInfo: () => ({ models: [{ name: "tiny", languageCode: "en" }] }),
        fileRecognize({ config }) {
          platform.channels.push(config!.splitByChannel ? config!.audioChannelCount : 1);
          return { response: [{ hypothesis: { transcript: platform.heard } }] };
        },
      });
    },
    `/workflows?kind=${kind}`,
    language,
  );
  opened.push(await setup.archive.open());
  if (endpoint) setup.preferences.update({ endpoint });
  const shown = await render(WorkflowsPage, { context: setup.context });
  const saves: { name: string; content: Blob }[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    saves.push({ name: this.download, content: blobs.get(this.href)! });
  });
  const blobs = new Map<string, Blob>();
  const create = URL.createObjectURL.bind(URL);
  vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => {
    const url = create(blob);
    blobs.set(url, blob as Blob);
    return url;
  });
  return { ...setup, platform, saves, shown };
}

const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true });
const result = (name: string) => page.getByRole("region", { name, exact: true });
const rows = () => page.getByRole("listbox").getByRole("option");
const statuses = () => rows().all().map((row) => row.element().textContent.replaceAll(/\s+/g, " ").trim()); // prettier-ignore

/** Drops a table of texts on the page. */
function dropTable(table: string): void {
  const files = new DataTransfer();
  files.items.add(new File([table], "list.csv"));
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
}

/** The page over a platform of its own, with a cloned voice that this browser knows. */
async function openCloned(kind: string) {
  const endpoint = `https://${crypto.randomUUID()}.example`;
  const registry = openVoiceRegistry();
  const about = { platform: endpoint, description: "", startedAtMs: 0 };
  await registry.keep({ ...about, id: crypto.randomUUID(), name: "Lena", status: "ready", voiceId: "v-1" });
  await registry.keep({ ...about, id: crypto.randomUUID(), name: "Oleg", status: "creating" });
  registry.close();
  return open(kind, "en", endpoint);
}

describe("a cloned voice", () => {
  it("speaks one text, and is named in the log", async () => {
    const { platform, events } = await openCloned("speak");
    await page.getByLabelText("Text", { exact: true }).fill("Good morning");
    const voice = page.getByLabelText("Voice", { exact: true });
    await expect.element(voice.getByRole("option", { name: "Lena" })).toBeInTheDocument();
    await expect.element(voice).not.toMatchTextContent("Oleg");
    await voice.selectOptions("Lena");
    await button("Run").click();
    await expect.element(page.getByText(/^Done in /).first()).toBeVisible();
    expect(platform.cloned).toEqual(["v-1: Good morning"]);
    const start = events.find(({ event }) => event === "system_workflow_start");
    expect(start?.data).toMatchObject({ voice_name: "Lena", voice_id: "v-1" });
  });

  it("speaks the texts of a table that name it, beside a voice of the platform", async () => {
    const { platform } = await openCloned("batch");
    dropTable("text,voice\nOne,Lena\nTwo,anna\n");
    await expect.element(page.getByText("2 texts, utf-8")).toBeVisible();
    await button("Run batch").click();
    await expect.element(page.getByText("2 of 2 done", { exact: true })).toBeVisible();
    await expect.element(result("Batch")).toHaveFocus();
    expect(platform.cloned).toEqual(["v-1: One"]);
  });

  it("makes the round trip beside a voice of the platform", async () => {
    const { platform } = await openCloned("trip");
    await page.getByLabelText("Text", { exact: true }).fill("Go forward, ten meters!");
    await expect.element(button("anna")).toBeVisible();
    await button("Lena").click();
    await button("Run").click();
    await expect.element(page.getByText("2 of 2 voices")).toBeVisible();
    await expect.element(result("Voice comparison")).toHaveFocus();
    expect(platform.cloned).toEqual(["v-1: Go forward, ten meters!"]);
    await expect.element(page.getByRole("row", { name: /Lena/ })).toBeVisible();
  });
});

describe("text to speech", () => {
  it("gives the file, its size and its id in the archive, and leads to its lines in the log", async () => {
    const { archive, events, saves } = await open("speak");
    await expect.element(page.getByText("Enter text first.")).toBeVisible();
    await page.getByLabelText("Text", { exact: true }).fill("Good morning");
    await page.getByLabelText("File name").fill("greeting/1");
    await page.getByRole("switch", { name: "Save to archive" }).click();
    await button("Run").click();
    await expect.element(page.getByText(/^Done in /).first()).toBeVisible();
    await expect.element(result("Result")).toHaveFocus();
    await expect.element(page.getByText("greeting-1.wav")).toBeVisible();
    await expect.element(page.getByText("32 kB")).toBeVisible();
    const { entries } = await (await archive.open()).list();
    await expect.element(page.getByText(entries[0]!.audio.id)).toBeVisible();
    const ids = new Set(events.flatMap(({ data, request_data }) => (data ?? request_data)?.["workflow_id"] ?? []));
    expect(ids.size).toBe(1);
    await expect
      .element(page.getByRole("link", { name: "Show its events in the log" }))
      .toHaveAttribute("href", `/logs?q=${String([...ids][0])}`);
    await button("Download WAV").click();
    await expect.poll(() => saves).toMatchObject([{ name: "greeting-1.wav" }]);
  });

  it("waits for the voices without a word of failure, and shows no dash before there are figures", async () => {
    const listed = Promise.withResolvers<void>();
    await open("speak", "en", "", listed.promise);
    const voice = page.getByLabelText("Voice", { exact: true });
    await expect.element(voice).toBeDisabled();
    await expect.element(voice).toHaveTextContent("Loading voices…");
    for (const dash of page.getByText("–", { exact: true }).elements()) expect(dash).not.toBeVisible();
    listed.resolve();
    await expect.element(voice).toHaveValue("anna");
  });

  it("tells of a failure what, why and what to do, and keeps the way to its lines", async () => {
    await open("speak", "ru");
    await page.getByLabelText("Текст", { exact: true }).fill("bad");
    await button("Запустить").click();
    await expect.poll(() => page.getByRole("alert").element().textContent).toMatch(/no such word/);
    expect(page.getByText("–", { exact: true }).elements()).toEqual([]);
    await expect.element(page.getByRole("link", { name: "Показать события в журнале" })).toBeVisible();
  });
});

describe("speech to text", () => {
  it("gives the transcript and keeps sound and text together", async () => {
    const { archive } = await open("listen");
    const clip = new File([await (await fetch(clipUrl)).blob()], "go.wav");
    await userEvent.upload(page.getByRole("button", { name: "Choose a recording" }).element().parentElement!.querySelector("input")!, clip); // prettier-ignore
    await page.getByRole("switch").click();
    await button("Run").click();
    await expect.element(page.getByRole("group", { name: "Transcript" })).toHaveTextContent("go for ten meters");
    await expect.element(result("Result")).toHaveFocus();
    const { entries } = await (await archive.open()).list();
    expect(entries[0]).toMatchObject({ audio: { fileName: "go.wav" }, transcripts: [{ text: "go for ten meters" }] });
  });
});

describe("the repaired version of a recording", () => {
  it("is recognised under the name of the recording, which is one click away", async () => {
    const { events } = await open("listen");
    const quiet = pcmBytes(Int16Array.from({ length: 32_000 }, (_, index) => 200 * Math.sin(index / 9)));
    const bytes = writeWav(quiet, { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 });
    const files = new DataTransfer();
    files.items.add(new File([bytes], "quiet.wav"));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
    await button("Hear it repaired").first().click();
    await button("Recognize the repaired version").click();
    await expect.element(page.getByText(/^Repaired version: /)).toBeVisible();
    await expect.poll(() => events.find(({ event, operation }) => event === "request_start" && operation === "FileRecognize")?.request_data).toMatchObject({ audio_file: "quiet.wav" }); // prettier-ignore
    await button("Back to the original").click();
    await expect.element(page.getByText(/^Repaired version: /)).not.toBeInTheDocument();
    await expect.element(button("Hear it repaired").first()).toBeVisible();
  });
});

describe("the channels of a recording", () => {
  it("are recognised apart by one click, and by another as before", async () => {
    const { platform } = await open("listen");
    const files = new DataTransfer();
    files.items.add(new File([await (await fetch(twoChannelsUrl)).blob()], "call.wav"));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
    await button("Recognize the channels apart").click();
    await expect.poll(() => platform.channels).toEqual([2]);
    await button("Recognize only channel 1").click();
    await expect.poll(() => platform.channels).toEqual([2, 1]);
    await expect.element(button("Recognize the channels apart")).toBeEnabled();
  });
});

describe("the language of a recording", () => {
  it.each(["listen", "batch"])("is one that the platform knows where nobody chose: %s", async (kind) => {
    const { events } = await open(kind, "ru");
    if (kind === "batch") await page.getByRole("radio", { name: "Записи" }).click();
    await expect.element(page.getByLabelText("Язык записи")).toHaveValue("en");
    const files = new DataTransfer();
    files.items.add(new File([await (await fetch(clipUrl)).blob()], "go.wav"));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
    const start = button(kind === "batch" ? "Запустить пакет" : "Запустить");
    await expect.element(start).toBeEnabled();
    await start.click();
    await expect.poll(() => events.find(({ event, operation }) => event === "request_start" && operation === "FileRecognize")?.request_data).toMatchObject({ language: "en" }); // prettier-ignore
  });
});

describe("a batch of texts", () => {
  it("goes on past a failure, retries it, and leaves as a zip with a list", async () => {
    const { platform, saves, events } = await open("batch");
    await page.getByLabelText("Texts, one per line").fill("one\n\nbad two\nthree");
    await button("Run batch").click();
    await expect.element(page.getByText("2 of 3 done, 1 failed", { exact: true })).toBeVisible();
    expect(statuses()[1]).toMatch(/^2 Failed bad two The platform rejected the request/);
    await rows().nth(1).click();
    await expect.poll(() => page.getByRole("alert").element().textContent).toMatch(/no such word/);
    platform.isStrict = false;
    await button("Retry 1 unfinished").click();
    await expect.element(page.getByText("3 of 3 done", { exact: true })).toBeVisible();
    expect(statuses()[1]).toMatch(/^2 Done, attempt 2 bad two 1\s?s · 32\s?kB/);
    await button("Save all as ZIP").click();
    await expect.poll(() => saves.length).toBe(1);
    const zip = unzipSync(new Uint8Array(await saves[0]!.content.arrayBuffer()));
    expect(Object.keys(zip)).toEqual(["speech-001.wav", "speech-002.wav", "speech-003.wav", "results.json", "results.csv"]); // prettier-ignore
    const ids = new Set(events.flatMap(({ data, request_data }) => (data ?? request_data)?.["workflow_id"] ?? []));
    expect(ids.size).toBe(1);
  });

  it("takes a dropped table beside the lines, and says how many texts that makes", async () => {
    const { events } = await open("batch");
    dropTable("text;voice;file\nHello;boris;hi\nBye;;\n");
    await expect.element(page.getByText("2 texts, utf-8")).toBeVisible();
    await page.getByLabelText("Texts, one per line").fill("one");
    await expect.element(page.getByText("3 texts", { exact: true })).toBeVisible();
    await button("Run batch").click();
    await expect.element(page.getByText("3 of 3 done", { exact: true })).toBeVisible();
    const asked = events.filter(({ event }) => event === "request_start").map(({ request_data }) => request_data);
    expect(asked.find((data) => data?.["output_file"] === "hi.wav")).toMatchObject({ voice_name: "boris" });
    await button("Remove list.csv").click();
    await expect.element(page.getByText("1 text", { exact: true })).toBeVisible();
  });

  it("tells which rows of a table have no text, speaks the others, and logs how many were left out", async () => {
    const { events } = await open("batch");
    dropTable("text,voice,file\nHello,anna,hi\n,boris,bye\n,,\n  ,,late\n");
    const told = page.getByRole("status").filter({ hasText: "list.csv: 2 rows have no text and will be skipped" });
    await expect.element(told).toBeVisible();
    await expect.element(told.getByText("Line 3: boris · bye")).toBeVisible();
    await expect.element(told.getByText("Line 5: late")).toBeVisible();
    expect(told.element().querySelectorAll("li")).toHaveLength(2);
    await button("Run batch").click();
    await expect.element(page.getByText("1 of 1 done", { exact: true })).toBeVisible();
    const start = events.find(({ event }) => event === "system_workflow_start");
    expect(start?.data).toMatchObject({ rows_without_text: 2 });
    await button("Remove list.csv").click();
    await expect.element(told).not.toBeInTheDocument();
  });

  it("shows what was understood of a table, and which lines to check, before anything is spoken", async () => {
    const { events } = await open("batch");
    dropTable('sep=;\r\nText;Голос;note\r\n"Hello, you;boris;\r\nBye;anna;;more\r\n');
    const table = page.getByRole("table", { name: "Preview of list.csv" });
    await expect.element(table).toBeVisible();
    const cells = [...table.element().querySelectorAll("tr")].map((row) => [...row.children].map((cell) => cell.textContent)); // prettier-ignore
    expect(cells).toEqual([
      ["Text (column “Text”)", "Voice (column “Голос”)"],
      ['"Hello, you', "boris"],
      ["Bye", "anna"],
    ]);
    await expect.element(page.getByText("Columns not read: note")).toBeVisible();
    const told = page.getByRole("status").filter({ hasText: "list.csv: check 2 lines before you run the batch" });
    await expect.element(told.getByText("Line 3: a quote isn’t closed; it was read as part of the text")).toBeVisible();
    await expect.element(told.getByText("Line 4: behind the last column and not read: more")).toBeVisible();
    expect(events.filter(({ event, initiator }) => event === "request_start" && initiator === "user")).toEqual([]);
  });

  it("is where it was after a visit to another page", async () => {
    const { context, shown } = await open("batch");
    await page.getByLabelText("Texts, one per line").fill("one\ntwo");
    await button("Run batch").click();
    await expect.element(page.getByText("2 of 2 done", { exact: true })).toBeVisible();
    await shown.unmount();
    await render(WorkflowsPage, { context });
    await expect.element(page.getByText("2 of 2 done", { exact: true })).toBeVisible();
    expect(rows().all()).toHaveLength(2);
  });
});

describe("a batch of recordings", () => {
  it("tells which file is no sound, and saves the texts of the others", async () => {
    const { saves } = await open("batch");
    await page.getByRole("radio", { name: "Recordings" }).click();
    const clip = new File([await (await fetch(clipUrl)).blob()], "go.wav");
    const files = new DataTransfer();
    for (const file of [clip, new File(["no sound at all"], "notes.wav")]) files.items.add(file);
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
    await button("Run batch").click();
    await expect.element(page.getByText("1 of 2 done, 1 failed", { exact: true })).toBeVisible();
    expect(statuses()[1]).toMatch(/Failed notes\.wav This browser can’t decode the file/);
    await button("Save TXT").click();
    await expect.poll(() => saves).toHaveLength(1);
    expect(await saves[0]!.content.text()).toBe("go.wav\ngo for ten meters\n");
  });
});

describe("the round trip", () => {
  it("compares several voices, and shows the words of one with how they were compared", async () => {
    await open("trip");
    await page.getByLabelText("Text", { exact: true }).fill("Go forward, ten meters!");
    await expect.element(page.getByRole("button", { name: "vera" })).not.toBeInTheDocument();
    await button("boris").click();
    await button("Run").click();
    await expect.element(page.getByText("2 of 2 voices")).toBeVisible();
    const cells = page.getByRole("row").all().slice(1).map((row) => row.element().textContent.replaceAll(/\s+/g, " ")); // prettier-ignore
    expect(cells).toHaveLength(2);
    for (const text of cells) expect(text).toMatch(/Done.*25%.*1 \/ 0 \/ 0.*4/);
    const diff = page.getByRole("group", { name: "Word differences" });
    await expect.poll(() => diff.element().textContent).toMatch(/go[^]*forward[^]*for[^]*ten[^]*meters/);
    await page.getByText("How words are compared").click();
    await expect.element(page.getByText("Numbers are compared as written: 10 and ten differ.")).toBeVisible();
    await expect.element(page.getByText("go forward ten meters", { exact: true })).toBeVisible();
  });

  it("warns where no recognition model names the language", async () => {
    await open("trip", "ru");
    await page.getByLabelText("Текст", { exact: true }).fill("Доброе утро");
    await expect.element(page.getByText(/Ни одна модель распознавания не указывает язык «русский»/)).toBeVisible();
  });
});
