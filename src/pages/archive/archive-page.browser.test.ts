import { afterEach, describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { pageServices } from "../../../test/support/page-services.ts";
import { createValueRemoval } from "../../basics/value-removal.ts";
import { scanStoredTexts } from "../../local-archive/stored-texts.ts";
import { pcmBytes, writeWav } from "../../audio/wav.ts";
import type { ArchiveItem, PageArchive } from "../../app/page-archive.ts";
import ArchivePage from "./ArchivePage.svelte";

let cleanUp: (() => void) | undefined;
afterEach(() => cleanUp?.());

function wav(seconds = 1) {
  const samples = Int16Array.from({ length: 16_000 * seconds }, (_, index) => 9000 * Math.sin(index / 20));
  return writeWav(pcmBytes(samples), { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 });
}

/** Three sounds, the last of them with words and marks. */
async function fill(archive: PageArchive) {
  const kept = [];
  for (const source of ["synthesis", "import"]) {
    kept.push(await archive.save({ fileName: `${source}.wav`, wav: () => wav(), metadata: { source } }));
  }
  const marks = [
    { type: "begin", offsetMs: 200, channel: 0 },
    { type: "end", offsetMs: 1700, channel: 0 },
  ] as const;
  kept.push(
    await archive.save({
      fileName: "talk.wav",
      wav: () => wav(2),
      metadata: { source: "recognition", model: "e2e" },
      transcript: { text: "Go forward ten meters", language: "en", confidenceScores: [0.9, 0.7] },
      marks: [...marks],
    }),
  );
  return kept;
}

/** @param more a sound that lies there beside the three */
async function open(address = "/archive", language: "en" | "ru" = "en", more?: Omit<ArchiveItem, "wav">) {
  const services = pageServices(() => undefined, address, language);
  const ids = address.includes("empty") ? [] : await fill(services.archive);
  if (more) await services.archive.save({ ...more, wav: () => wav() });
  const { unmount } = await render(ArchivePage, { context: services.context });
  const box = document.querySelector<HTMLElement>("body > div");
  if (box) box.style.height = "700px";
  cleanUp = () => void unmount();
  return { ...services, ids };
}

const row = (name: string) => page.getByRole("option", { name: new RegExp(name) });

describe("ArchivePage", () => {
  it("shows names and words without a value that was removed meanwhile, in the list and in the open sound", async () => {
    await open();
    await row("talk.wav").click();
    await expect.element(page.getByText("Go forward ten meters").last()).toBeVisible();
    const includes = (name: string) => name.startsWith("archive-");
    for (const value of ["forward ten", "talk"]) {
      await scanStoredTexts(createValueRemoval(value, "[redacted]"), { includes, redacts: true });
    }
    await expect.element(page.getByRole("heading", { name: "[redacted].wav" })).toBeVisible();
    await expect.element(page.getByText("Go [redacted] meters").last()).toBeVisible();
    await expect.poll(() => document.body.textContent).not.toMatch(/forward ten|talk\.wav/);
  });

  it("says what would be here and where to switch it on when nothing is kept", async () => {
    await open("/archive?empty");
    await expect.element(page.getByText("The archive is empty")).toBeVisible();
    await expect.element(page.getByRole("link", { name: "Turn on saving in Settings" })).toBeVisible();
    await expect.element(page.getByRole("button", { name: "Export ZIP" })).toBeDisabled();
  });

  it("lists, searches in what was said, and narrows to a kind", async () => {
    await open();
    await expect.element(row("talk.wav")).toBeVisible();
    await expect.element(page.getByText("3 items, 128 kB of 500 MB")).toBeVisible();
    await page.getByRole("searchbox").fill("FORWARD");
    await expect.element(row("import.wav")).not.toBeInTheDocument();
    await expect.element(row("talk.wav")).toBeVisible();
    await page.getByRole("searchbox").fill("nothing like it");
    await page.getByRole("button", { name: "Clear filters" }).click();
    await page.getByRole("radio", { name: "Added" }).click({ force: true });
    await expect.element(row("import.wav")).toBeVisible();
    await expect.element(row("talk.wav")).not.toBeInTheDocument();
  });

  it("logs an import of files with the number of sounds that it saved", async () => {
    const { events } = await open();
    await userEvent.upload(document.querySelector<HTMLInputElement>('input[type="file"]')!, [
      new File([wav()], "one.wav"),
      new File(["no sound"], "two.wav"),
      new File([wav()], "three.wav"),
    ]);
    await expect.element(row("three.wav")).toBeVisible();
    const audits = () => events.filter(({ event }) => event === "system_audit_import").map(({ data }) => data);
    await expect.poll(audits).toEqual([{ what: "archive", sounds: 2 }]);
  });

  it("shows a sound with its transcript, marks and figures, and plays it", async () => {
    await open();
    await row("talk.wav").click();
    const details = page.getByRole("complementary", { name: "Archive item" });
    await expect.element(details.getByText("Go forward ten meters")).toBeVisible();
    await expect.element(details.getByText(/mean confidence 80 ?%/)).toBeVisible();
    await expect.element(details.getByText(/1 speech range, 1\.5\ss in total/)).toBeVisible();
    await expect.element(details.getByText("PCM 16 bit, 16,000 Hz, 1 channel")).toBeVisible();
    await details.getByRole("button", { name: "Play" }).click();
    // That it plays is over after two seconds; where it has come to stays.
    const position = () => Number(details.getByRole("slider").element().getAttribute("aria-valuenow"));
    await expect.poll(position).toBeGreaterThan(0);
  });

  it("names what was noted of a sound in the language of the page, and leaves what has no words as it is", async () => {
    const metadata = { source: "recognition", model: "default", language: "en", server_request_id: "FR-7", take: 3 };
    await open("/archive", "ru", { fileName: "noted.wav", metadata });
    await row("noted.wav").click();
    const details = page.getByRole("complementary");
    for (const [label, value] of [
      ["Модель", "Выбирает платформа"],
      ["Язык", "Английский"],
      ["ID запроса на сервере", "FR-7"],
      ["take", "3"],
    ] as const) {
      const term = details.getByText(label, { exact: true });
      await expect.element(term).toBeVisible();
      expect(term.element().closest("div")?.textContent).toContain(value);
    }
  });

  it("keeps the button that closes on the screen, however long the name of the sound is", async () => {
    const fileName = `${"a-very-long-name-of-a-recording-".repeat(4)}.wav`;
    await open("/archive", "en", { fileName, metadata: { source: "import" } });
    await row("a-very-long").click();
    const details = page.getByRole("complementary", { name: "Archive item" });
    await expect.element(details.getByRole("heading", { name: fileName })).toBeVisible();
    const pane = details.element();
    const close = details.getByRole("button", { name: "Close (Esc)" }).element().getBoundingClientRect();
    expect(close.right).toBeLessThanOrEqual(pane.getBoundingClientRect().right);
    expect(pane.scrollWidth).toBe(pane.clientWidth);
  });

  it("gives the keys to what covers the list, and back to the list when it closes", async () => {
    await open();
    await row("talk.wav").click();
    const details = page.getByRole("complementary", { name: "Archive item" });
    await expect.element(details.getByRole("region", { name: "Archive item" })).toHaveFocus();
    await expect.element(page.getByRole("listbox")).not.toBeInTheDocument();
    await details.getByRole("button", { name: "Delete…" }).click();
    await userEvent.keyboard("{Escape}");
    await expect.element(page.getByRole("dialog")).not.toBeInTheDocument();
    await expect.element(details).toBeVisible();
    await userEvent.keyboard("{Escape}");
    await expect.element(details).not.toBeInTheDocument();
    await expect.element(row("talk.wav")).toHaveFocus();
  });

  it("deletes one only after asking, and the log tells of it", async () => {
    const { events, ids } = await open("/archive", "ru");
    await row("talk.wav").click();
    await page.getByRole("complementary").getByRole("button", { name: "Удалить…" }).click();
    const dialog = page.getByRole("dialog", { name: "Удалить 1 запись?" });
    await dialog.getByRole("button", { name: "Отмена" }).click();
    await expect.element(dialog).not.toBeInTheDocument();
    await page.getByRole("complementary").getByRole("button", { name: "Удалить…" }).click();
    await dialog.getByRole("button", { name: "Удалить", exact: true }).click();
    await expect.element(row("talk.wav")).not.toBeInTheDocument();
    await expect.element(page.getByRole("complementary")).not.toBeInTheDocument();
    const told = events.filter(({ operation }) => operation === "DeleteAudio");
    expect(told.map(({ event }) => event)).toEqual(["request_start", "request_success"]);
    expect(told[0]?.request_data).toMatchObject({ archive_id: ids[2] });
  });

  it("deletes all that the list shows, though nothing narrows it", async () => {
    const { ids } = await open();
    await expect.element(row("talk.wav")).toBeVisible();
    await page.getByRole("button", { name: "Delete…" }).click();
    const dialog = page.getByRole("dialog", { name: `Delete ${String(ids.length)} items?` });
    await dialog.getByRole("button", { name: "Delete", exact: true }).click();
    await expect.element(page.getByText("The archive is empty")).toBeVisible();
  });

  it("takes files that are dropped, and says which it could not take and why", async () => {
    const { events } = await open("/archive?empty");
    const files = new DataTransfer();
    files.items.add(new File([wav()], "mine.wav"));
    files.items.add(new File(["no sound at all"], "notes.txt"));
    window.dispatchEvent(new DragEvent("drop", { dataTransfer: files, cancelable: true }));
    await expect.element(row("mine.wav")).toBeVisible();
    await expect.element(page.getByText("1 file added")).toBeVisible();
    await expect.element(page.getByText("notes.txt: this browser can’t decode it")).toBeVisible();
    expect(events.map(({ event, operation }) => `${event} ${operation}`)).toContain("request_success SaveAudio");
  });

  it("shows the true length of a WAV whose header was never finished, in the list and of the open sound", async () => {
    await open("/archive?empty");
    const streamed = wav(7);
    const header = new DataView(streamed.buffer);
    for (const sizeAt of [4, 40]) header.setUint32(sizeAt, 0, true);
    const files = new DataTransfer();
    files.items.add(new File([streamed], "streamed.wav"));
    window.dispatchEvent(new DragEvent("drop", { dataTransfer: files, cancelable: true }));
    await expect.element(row("streamed.wav")).toBeVisible();
    await expect.element(row("streamed.wav")).toMatchTextContent(/streamed\.wav\s*7\s+s/);
    await row("streamed.wav").click();
    await expect.element(page.getByRole("slider")).toHaveAttribute("aria-valuemax", "7");
  });
});
