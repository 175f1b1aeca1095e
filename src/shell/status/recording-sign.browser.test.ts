import { afterEach, describe, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { hookContexts } from "../../../test/support/audio-hooks.ts";
import { pageServices } from "../../../test/support/page-services.ts";
import type { Language } from "../../kit/i18n/language.ts";
import RecordingSign from "./RecordingSign.svelte";
import { titleMark } from "./recording-state.ts";
import { shellText } from "../shell-text.ts";

afterEach(() => void vi.restoreAllMocks());

async function open(language: Language = "en") {
  const setup = pageServices(() => undefined, "/logs", language);
  await render(RecordingSign, { context: setup.context });
  return setup;
}

describe("the sign of a recording", () => {
  it("leads to the page that records, follows its state, and stops it", async () => {
    const contexts = hookContexts();
    const { microphone } = await open();
    const sign = page.getByRole("link");
    await expect.element(sign).not.toBeInTheDocument();
    const options = { page: "/voices", onstop: () => void opened.stop() };
    const opened = await microphone.open(options, new AbortController().signal);
    await expect.element(sign).toHaveAttribute("href", "/voices");
    await expect.element(sign).toHaveAccessibleName("Recording");
    const mark = () => titleMark(microphone.recordings, shellText.en.recording);
    expect(mark()).toBe("● Recording · ");

    const context = contexts.at(-1)!;
    const wake = vi.spyOn(context, "resume").mockRejectedValue(new DOMException("no gesture", "NotAllowedError"));
    await context.suspend();
    await expect.element(sign).toHaveAccessibleName("No audio from the microphone");
    expect(mark()).toBe("● No audio from the microphone · ");
    wake.mockRestore();
    opened.wake();
    await expect.element(sign).toHaveAccessibleName("Recording");

    // The sign goes with the recording; the focus does not fall to the whole page.
    const main = document.body.appendChild(document.createElement("main"));
    main.tabIndex = -1;
    await page.getByRole("button", { name: "Stop recording" }).click();
    await expect.element(sign).not.toBeInTheDocument();
    await expect.element(main).toHaveFocus();
    expect(mark()).toBe("");
    main.remove();
  });

  it("says in Russian that the recording is paused", async () => {
    const { microphone } = await open("ru");
    const options = { page: "/recognize", onstop: () => undefined, isPaused: () => true };
    const opened = await microphone.open(options, new AbortController().signal);
    await expect.element(page.getByRole("link")).toHaveAccessibleName("Запись на паузе");
    await opened.stop();
  });
});
