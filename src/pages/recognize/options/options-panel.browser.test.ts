import { Code, ConnectError, type ServiceImpl } from "@connectrpc/connect";
import { beforeEach, describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import mp3 from "../../../../test/fixtures/speech/goforward.mp3?url";
import { pageServices } from "../../../../test/support/page-services.ts";
import { STT, type FileRecognizeRequest } from "../../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import RecognizePage from "../RecognizePage.svelte";

const answer = {
  response: [{ hypothesis: { transcript: "go", words: [{ word: "go", endTimeMs: 500, confidence: 0.9 }] } }],
};

async function open(platform: Partial<ServiceImpl<typeof STT>> = {}, address = "/recognize") {
  const models = [{ name: "e2e-v3", languageCode: "ru", dictionaryName: ["medicine", "banks"] }];
  const setup = pageServices(
    ({ service }) => void service(STT, { getModelsInfo: () => ({ models }), fileRecognize: () => answer, ...platform }),
    address,
  );
  await render(RecognizePage, { context: setup.context });
  return setup;
}

async function dropClip(): Promise<void> {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([await (await fetch(mp3)).blob()], "clip.mp3"));
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
}

const start = () => page.getByRole("button", { name: "Recognize" });

describe("the options of recognition", () => {
  beforeEach(() => localStorage.setItem("audiokit-recognize-more", "1"));

  it("say what the platform tells of itself: models, languages and dictionaries by name", async () => {
    await open();
    await expect.element(page.getByText("1 model, languages: Russian, 2 context dictionaries.")).toBeVisible();
    const dictionary = page.getByLabelText("Context dictionary");
    await dictionary.selectOptions("medicine");
    await expect.element(page.getByLabelText("Dictionary weight")).toBeVisible();
    expect([...dictionary.element().querySelectorAll("option")].map(({ value }) => value)).toEqual([
      "",
      "banks",
      "medicine",
    ]);
  });

  it("say before a call which languages the platform recognises, and mark the one that it does not list", async () => {
    await open();
    const language = page.getByLabelText("Recording language");
    await expect.element(language).toHaveAccessibleDescription("This platform recognizes: Russian.");
    const labels = () =>
      [...language.element().querySelectorAll("option")].map(({ textContent }) => textContent.trim());
    expect(labels()).toEqual(["Russian", "English (not listed by this platform)"]);
  });

  it("say that languages are not listed, or not known, and mark none then", async () => {
    await open({ getModelsInfo: () => ({ models: [{ name: "e2e-v3" }] }) });
    const language = page.getByLabelText("Recording language");
    await expect.element(language).toHaveAccessibleDescription("This platform lists models without their languages.");
    await expect.element(language).not.toMatchTextContent("not listed");
  });

  it("say that the languages are not known where the list fails", async () => {
    await open({
      getModelsInfo: () => {
        throw new ConnectError("no list", Code.Unavailable);
      },
    });
    const language = page.getByLabelText("Recording language");
    await expect.element(language).toHaveAccessibleDescription("The platform’s languages are not known.");
  });

  it("cannot ask for a dictionary where the platform lists none", async () => {
    await open({ getModelsInfo: () => ({ models: [{ name: "e2e-v3" }] }) });
    await expect.element(page.getByText("1 model, no languages listed, no context dictionaries.")).toBeVisible();
    await expect.element(page.getByLabelText("Context dictionary")).toBeDisabled();
  });

  it("are checked at the field, and nothing is sent while one is wrong", async () => {
    await open();
    await dropClip();
    await expect.element(start()).toBeEnabled();
    await page.getByLabelText("Splitting into phrases").selectOptions("enhanced-vad");
    const window = page.getByLabelText("Start window, ms");
    await window.fill("350");
    await expect.element(page.getByText("Must be 40 or more, a multiple of 40.")).toBeVisible();
    await expect.element(window).toHaveAttribute("aria-invalid", "true");
    await expect.element(start()).toBeDisabled();
    await expect.element(page.getByText("Fix the marked options first.").first()).toBeVisible();

    await window.fill("360");
    await page.getByLabelText("Start threshold").fill("0,3");
    await page.getByLabelText("End threshold").fill("0.4");
    await expect.element(page.getByText("Must be below the start threshold.")).toBeVisible();
    await page.getByRole("button", { name: "Reset options" }).click();
    await expect.element(start()).toBeEnabled();
  });

  it("go into the address and to the platform, the contents of a dictionary to the platform only", async () => {
    const requests: FileRecognizeRequest[] = [];
    const { steps } = await open({
      fileRecognize(request: FileRecognizeRequest) {
        requests.push(request);
        return answer;
      },
    });
    await dropClip();
    await page.getByRole("switch", { name: "Gender, age and emotion" }).click();
    await page.getByLabelText("Separate speakers").selectOptions("max");
    await page.getByLabelText("Number of speakers").fill("2");
    await page.getByLabelText("Substitution dictionary as text").fill("Ivanov");
    expect(steps.at(-1)).toContain("on=genderAge");
    expect(steps.at(-1)).toContain("speakers=max");
    expect(steps.at(-1)).toContain("speakerCount=2");
    expect(steps.join()).not.toContain("Ivanov");

    await start().click();
    await expect.element(page.getByRole("group", { name: "Transcript" })).toBeVisible();
    expect(requests[0]!.config).toMatchObject({
      genderageConfig: { enable: true },
      speakerLabelingConfig: { speakers: { case: "maxSpeakers", value: 2 } },
      substitutionDictionaryConfig: { dictionary: { case: "dictionaryData", value: "Ivanov" } },
    });
  });

  it("show after a call what the platform did with each", async () => {
    await open(
      {
        fileRecognize(_, context) {
          context.responseHeader.set("x-audiokit-ignored", "denormalization_config,va_config.usage");
          return answer;
        },
      },
      "/recognize?on=denormalization,genderAge&splitter=vad-v2",
    );
    await dropClip();
    await start().click();
    const noteOf = (control: Element) =>
      document.getElementById(control.getAttribute("aria-describedby") ?? "")?.textContent.trim();
    const digits = page.getByRole("switch", { name: "Numbers as digits" });
    await expect.poll(() => noteOf(digits.element())).toBe("Ignored by the platform");
    expect(noteOf(page.getByLabelText("Splitting into phrases").element())).toBe("Ignored by the platform");
    expect(noteOf(page.getByRole("switch", { name: "Gender, age and emotion" }).element())).toBe(
      "Requested, but missing from the response",
    );
    await expect
      .element(page.getByText("Numbers as digits (denormalization_config), Splitting into phrases (va_config.usage)"))
      .toBeVisible();
  });

  it("can send through the stream, and show how far it is", async () => {
    const parts: number[] = [];
    let go = (): void => undefined;
    const gate = new Promise<void>((resolve) => (go = resolve));
    await open(
      {
        async *recognize(messages) {
          for await (const { streamingRequest } of messages) {
            if (streamingRequest.case === "audio") parts.push(streamingRequest.value.length);
          }
          yield { hypothesis: { transcript: "first", endTimeMs: 1000 }, isFinal: true };
          await gate;
          yield { hypothesis: { transcript: "second", endTimeMs: 2000 }, isFinal: true };
        },
      },
      "/recognize?way=stream",
    );
    await dropClip();
    await start().click();
    await expect.element(page.getByText("sent 0:02.7, recognized 0:01.0 of 0:02.7")).toBeVisible();
    await expect.element(page.getByRole("progressbar")).toBeVisible();
    const words = page.getByRole("group", { name: "Transcript" });
    await expect.poll(() => words.element().textContent).toContain("first");
    go();
    await expect.poll(() => words.element().textContent).toContain("second");
    await expect.element(page.getByRole("progressbar")).not.toBeInTheDocument();
    expect(parts.reduce((sum, size) => sum + size, 0)).toBeGreaterThan(85_000);
  });

  it("cannot split channels of a recording that has one, nor through the stream", async () => {
    await open({}, "/recognize?way=stream");
    await dropClip();
    await expect.element(page.getByText("Not available for streams")).toBeVisible();
    await page.getByRole("radio", { name: "One message" }).click();
    await expect.element(page.getByRole("switch", { name: "Channels separately" })).toBeEnabled();
  });
});
