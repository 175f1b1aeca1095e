import { Code, ConnectError, type ServiceImpl } from "@connectrpc/connect";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { delayedPermission, hookContexts } from "../../../../test/support/audio-hooks.ts";
import { pageServices } from "../../../../test/support/page-services.ts";
import { openStoredRecordings } from "../../../local-archive/stored-recordings.ts";
import { clockTime } from "../../../kit/sound/clock-time.ts";
import { STT } from "../../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import RecognizePage from "../RecognizePage.svelte";

// The browser of the tests has a microphone of its own, which beeps once a second.

const kept = openStoredRecordings();
beforeEach(async () => {
  for (const { id } of await kept.list()) await kept.delete(id);
});
afterEach(() => void vi.restoreAllMocks());

/** Hears how much sound came, and settles the sum when the sound ends. */
const countBytes: ServiceImpl<typeof STT>["recognize"] = async function* (messages, context) {
  context.responseHeader.set("request_id", "SR-7");
  let bytes = 0;
  for await (const { streamingRequest } of messages) {
    if (streamingRequest.case !== "audio") continue;
    bytes += streamingRequest.value.length;
    yield {
      hypothesis: { transcript: `about ${String(bytes)} bytes`, startTimeMs: 200 },
      vaMarks: bytes === 3200 ? [{ markType: 1, offsetMs: 0 }] : [],
    };
  }
  yield { hypothesis: { transcript: `${String(bytes)} bytes`, startTimeMs: 200, confidence: 0.5 }, isFinal: true };
};

async function open(platform: Partial<ServiceImpl<typeof STT>> = {}, language: "en" | "ru" = "en", query = "") {
  const models = [{ name: "moonshine-tiny-en", languageCode: "en", sampleRateHertz: 16_000 }];
  const setup = pageServices(
    ({ service }) => void service(STT, { getModelsInfo: () => ({ models }), recognize: countBytes, ...platform }),
    `/recognize?mode=microphone${query}`,
    language,
  );
  const screen = await render(RecognizePage, { context: setup.context });
  return { ...setup, screen };
}

const button = (name: string) => page.getByRole("button", { name, exact: true });
const alarm = () => page.getByRole("alert").query()?.textContent ?? "";
const heard = page.getByRole("group", { name: "Live transcript" });

/** Records until a second was sent. */
async function record(): Promise<void> {
  await button("Start recording").click();
  await expect.poll(() => /about (\d{5,})/.exec(document.body.textContent)?.[1]).toBeTruthy();
}

describe("the microphone's side of the page", () => {
  it("has the language above the transcript where there is one column, and the other options last", async () => {
    await open();
    const topOf = (element: Element) => element.getBoundingClientRect().top;
    const tops = [
      button("Start recording"),
      page.getByLabelText("Recording language"),
      page.getByRole("heading", { name: "Live transcript" }),
      page.getByRole("combobox", { name: "Microphone" }),
    ].map((part) => topOf(part.element()));
    expect(tops).toEqual(tops.toSorted((a, b) => a - b));
  });

  it("shows words while they change, then the last phrase, the sound and its numbers", async () => {
    const { events } = await open();
    await record();
    await expect.element(heard.getByText("partial")).toBeVisible();
    const meter = page.getByRole("meter", { name: "Level" }).element();
    await expect.poll(() => meter.getAttribute("aria-valuetext")).toMatch(/^-?[0-9]+ dBFS/);
    await button("Stop").click();

    await expect.element(heard.getByText(/^\d{5,} bytes$/)).toBeVisible();
    await expect.element(heard.getByText("partial")).not.toBeInTheDocument();
    await expect.element(page.getByText("SR-7")).toBeVisible();
    await expect.element(page.getByText("Done: 1 phrase.").first()).toBeVisible();
    await expect.element(page.getByRole("region", { name: "Live transcript" })).toHaveFocus();
    const length = page.getByTitle("Length of the recording");
    const bytes = Number(/(\d{5,}) bytes/.exec(heard.element().textContent)![1]);
    const player = page.getByRole("slider", { name: "Recording, position" });
    await expect.element(player).toHaveAttribute("aria-valuemax", String(bytes / 32_000));
    await expect.element(length).toHaveTextContent(clockTime(bytes / 32_000));
    await expect.poll(async () => (await kept.list())[0]).toMatchObject({ outcome: "recognized", sizeBytes: bytes });
    expect(events.find(({ event }) => event === "system_asr_stream_success")!.data).toMatchObject({
      total_bytes: bytes,
    });

    await heard.getByRole("button", { name: "Play from 0:00.2" }).click();
    const wave = page.getByRole("slider");
    await expect.poll(() => Number(wave.element().getAttribute("aria-valuenow"))).toBeGreaterThan(0.19);
  });

  it("has the browser do to the sound what is switched on, and nothing else", async () => {
    const ask = vi.spyOn(navigator.mediaDevices, "getUserMedia");
    const { events, steps } = await open();
    await page.getByRole("switch", { name: "Noise suppression" }).click();
    expect(steps.at(-1)).toContain("treat=noiseSuppression");
    await record();
    await expect.element(page.getByRole("switch", { name: "Echo cancellation" })).toBeDisabled();
    await button("Stop").click();
    await expect.element(page.getByText("Done: 1 phrase.").first()).toBeVisible();
    const chosen = { echoCancellation: false, noiseSuppression: true, autoGainControl: false };
    expect(ask.mock.calls[0]![0]).toMatchObject({ audio: chosen });
    const applied = { echo_cancellation: false, noise_suppression: true, auto_gain_control: false };
    const started = events.find(({ event }) => event === "system_microphone_started");
    expect(started?.data).toMatchObject({ sound_asked: applied, sound_applied: applied });
  });

  it("locks what is chosen for a whole call while one is open, says so, and opens it again", async () => {
    await open();
    const more = page.getByText("More options", { exact: true });
    await more.click();
    const fields = [
      page.getByLabelText("Recording language"),
      page.getByLabelText("Model", { exact: true }),
      page.getByLabelText("Maximum length"),
      page.getByRole("switch", { name: "Punctuation" }),
    ];
    for (const field of fields) await expect.element(field).toBeEnabled();
    const language = page.getByRole("group", { name: "Language and model" });
    await expect.element(language).toHaveAccessibleDescription("Can’t be changed during a call.");
    const topOf = (label: string) => page.getByLabelText(label).element().getBoundingClientRect().top;
    expect(topOf("Recording language")).toBeLessThan(topOf("Maximum length"));
    expect(page.getByText("Can’t be changed during a call.").elements()).toHaveLength(1);
    const height = language.element().clientHeight;
    await record();
    for (const field of fields) await expect.element(field).toBeDisabled();
    expect(language.element().clientHeight).toBe(height);
    await expect
      .element(page.getByRole("group", { name: "More options" }))
      .toHaveAccessibleDescription("Can’t be changed during a call.");
    await button("Stop").click();
    await expect.element(page.getByText("Done: 1 phrase.").first()).toBeVisible();
    for (const field of fields) await expect.element(field).toBeEnabled();
    await more.click();
  });

  it("does not start with an option that cannot be sent, neither by the button nor by the keys", async () => {
    const ask = vi.spyOn(navigator.mediaDevices, "getUserMedia");
    await open({}, "en", "&speakers=exact");
    await expect.element(button("Start recording")).toBeDisabled();
    await expect.element(page.getByText("An option isn’t valid")).toBeVisible();
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await expect.element(page.getByText("Speak and see the words", { exact: false }).first()).toBeVisible();
    expect(ask).not.toHaveBeenCalled();
  });

  it("pauses, goes on and ends by keyboard, and says where it stands", async () => {
    await open();
    await record();
    await button("Pause").click();
    await expect.element(page.getByText("Paused: nothing is sent, the call stays open").first()).toBeVisible();
    await button("Resume").click();
    await expect.element(page.getByText("Listening").first()).toBeVisible();
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await expect.element(page.getByText("Done: 1 phrase.").first()).toBeVisible();
    await button("Start recording").click();
    await expect.element(button("Stop")).toBeVisible();
    await userEvent.keyboard("{Escape}");
    await expect.element(page.getByText("Cancelled.").first()).toBeVisible();
    await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
  });

  it.each([
    ["NotAllowedError", "Microphone access denied", "Allow the microphone in the site settings"],
    ["NotFoundError", "No microphone found", "Connect one"],
    ["NotReadableError", "The microphone is busy", "Another program is using it"],
  ])("says of %s what it is and what to do", async (name, title, advice) => {
    vi.spyOn(navigator.mediaDevices, "getUserMedia").mockRejectedValue(new DOMException("no", name));
    await open();
    await button("Start recording").click();
    await expect.poll(alarm).toContain(title);
    expect(alarm()).toContain(advice);
    await expect.element(button("Start recording")).toBeEnabled();
  });

  it("says in Russian that the address is not safe enough", async () => {
    vi.spyOn(navigator, "mediaDevices", "get").mockReturnValue(undefined as unknown as MediaDevices);
    await open({}, "ru");
    await button("Начать запись").click();
    await expect.poll(alarm).toContain("По этому адресу микрофон недоступен");
  });

  it("has the last words recognised when the device is pulled out", async () => {
    const ask = vi.spyOn(navigator.mediaDevices, "getUserMedia");
    await open();
    await record();
    const stream = await (ask.mock.results[0]!.value as Promise<MediaStream>);
    stream.getAudioTracks()[0]!.dispatchEvent(new Event("ended"));
    await expect.element(page.getByText("Microphone disconnected")).toBeVisible();
    await expect.element(page.getByText("Done: 1 phrase.").first()).toBeVisible();
    await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
  });

  it("notices that the context was suspended, offers to resume, and keeps the time", async () => {
    const contexts = hookContexts();
    const { events, microphone } = await open();
    await record();
    const context = contexts.findLast(({ sampleRate, state }) => sampleRate === 16_000 && state === "running")!;
    // As a browser that lets it run again only in a gesture.
    vi.spyOn(context, "resume").mockRejectedValueOnce(new DOMException("a gesture is missing", "NotAllowedError"));
    await context.suspend();
    await expect.element(page.getByText("The browser suspended the microphone")).toBeVisible();
    await expect.element(page.getByText("No audio is arriving").first()).toBeVisible();
    expect(microphone.recordings[0]!.stall).toBe("suspended");
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await button("Resume").click();

    await expect.element(page.getByText(/^[1-9][0-9.]* s without audio from the microphone$/)).toBeVisible();
    await expect.element(page.getByText("The browser suspended the microphone")).not.toBeInTheDocument();
    await expect.element(page.getByText("Listening").first()).toBeVisible();
    await button("Stop").click();
    await expect.element(page.getByText("Done: 1 phrase.").first()).toBeVisible();

    const [recording] = await kept.list();
    const gap = events.find(({ event }) => event === "system_microphone_gap")!.data!;
    expect(gap).toMatchObject({ recording_id: recording!.id, cause: "suspended" });
    const stopped = events.find(({ event }) => event === "system_microphone_stopped")!.data!;
    expect(stopped["missing_audio_seconds"]).toBe(gap["seconds"]);
    // The recording is as long as the time from its start to its stop: silence stands for the gap.
    const [started, ended] = ["system_microphone_started", "system_microphone_stopped"].map((name) =>
      Date.parse(events.find(({ event }) => event === name)!.timestamp),
    );
    expect(recording!.sizeBytes / 32_000).toBeGreaterThan((ended! - started!) / 1000 - 1);
  });

  it("gives the microphone up when the page is left while the browser asks", async () => {
    const ask = delayedPermission();
    const { events, screen, microphone } = await open();
    await button("Start recording").click();
    await expect.poll(() => ask.streams.length).toBe(1);
    await screen.unmount();
    ask.allow();
    const [track] = (await ask.streams[0]!).getTracks();
    await expect.poll(() => track!.readyState).toBe("ended");
    expect(microphone.recordings).toEqual([]);
    expect(events.map(({ event }) => event)).not.toContain("system_microphone_started");
  });

  it("goes on when the page is left, and can be stopped from any other", async () => {
    const { screen, microphone } = await open();
    await record();
    await screen.unmount();
    expect(microphone.recordings.map(({ page }) => page)).toEqual(["/recognize?mode=microphone"]);
    microphone.recordings[0]!.stop();
    await expect.poll(() => microphone.recordings).toEqual([]);
    await expect.poll(async () => (await kept.list())[0]).toMatchObject({ outcome: "recognized" });
  });

  it.each([
    ["en", "Start recording", "Live transcript", "The server is going away"],
    ["ru", "Начать запись", "Расшифровка в реальном времени", "Сервер завершает работу"],
  ] as const)(
    "keeps what was recognised when the server goes, and says so, in %s",
    async (language, start, group, title) => {
      await open(
        {
          async *recognize(messages) {
            for await (const { streamingRequest } of messages) if (streamingRequest.case === "audio") break;
            yield { hypothesis: { transcript: "so far", startTimeMs: 0 }, isFinal: true };
            const words = "the stream was cut: WebSocket closed with 1001 (the server is going away)";
            throw new ConnectError(words, Code.Unavailable);
          },
        },
        language,
      );
      await button(start).click();
      await expect.poll(alarm).toContain(title);
      await expect.element(page.getByRole("group", { name: group })).toMatchTextContent("so far");
      await expect.poll(async () => (await kept.list()).map(({ outcome }) => outcome)).toEqual(["failed"]);
    },
  );

  it("offers a recording whose call broke: it can be recognised again, and its origin is in the log", async () => {
    const { events } = await open({
      async *recognize(messages) {
        let bytes = 0;
        for await (const { streamingRequest } of messages) {
          if (streamingRequest.case === "audio") bytes += streamingRequest.value.length;
          yield { hypothesis: { transcript: `about ${String(bytes)} bytes` } };
          if (bytes > 40_000) throw new ConnectError("the stream was cut", Code.Unavailable);
        }
      },
      fileRecognize: ({ audio }) => ({ response: [{ hypothesis: { transcript: `again ${String(audio.length)}` } }] }),
    });
    await record();
    await expect.element(page.getByText("1 recording wasn’t fully recognized")).toBeVisible();
    await expect.poll(alarm).toContain("the stream was cut");
    await button("Recognize again").click();

    await expect.element(heard.getByText(/^again \d{5}$/)).toBeVisible();
    await expect.element(page.getByText("1 recording wasn’t fully recognized")).not.toBeInTheDocument();
    const origin = events.find(({ event }) => event === "request_error")!.request_id;
    expect(origin).toMatch(/^req_/);
    const resent = events.find(({ operation, event }) => operation === "FileRecognize" && event === "request_start");
    expect(resent!.request_data).toMatchObject({ origin_request_id: origin });
    await button("Delete all").click();
    await expect.element(page.getByText("Saved recordings")).not.toBeInTheDocument();
    expect(await kept.list()).toEqual([]);
  });

  it("keeps a recording with its words in the archive when it is asked to, and not before", async () => {
    const { archive } = await open();
    await record();
    await button("Stop").click();
    await expect.element(button("Save to archive")).toBeVisible();
    const localArchive = await archive.open();
    expect((await localArchive.list()).total).toBe(0);
    await button("Save to archive").click();
    await expect.element(page.getByRole("link", { name: "In archive" })).toBeVisible();
    const [entry] = (await localArchive.list({ sources: ["live"] })).entries;
    expect(entry!.transcripts[0]!.text).toMatch(/^[0-9]{5,} bytes$/);
    expect(entry!.transcripts[0]).toMatchObject({ language: "en", confidenceScores: [0.5] });
    expect(entry!.audio.seconds * 32_000).toBe(parseInt(entry!.transcripts[0]!.text));
  });

  it("opens a recording on the side of files, and remembers the side in the address", async () => {
    const { steps } = await open();
    await record();
    await button("Stop").click();
    await button("Open as file").click();
    await expect.element(page.getByText(/^recording-.*\.wav$/)).toBeVisible();
    await expect.element(page.getByRole("radio", { name: "File" })).toBeChecked();
    expect(steps.at(-1)).not.toContain("mode=");
    await page.getByRole("radio", { name: "Microphone" }).click();
    await expect.element(button("Start recording")).toBeVisible();
    expect(steps.at(-1)).toContain("mode=microphone");
  });
});
