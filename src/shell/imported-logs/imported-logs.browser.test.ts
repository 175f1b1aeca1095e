import { afterEach, describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { logServices, type LogServices } from "../../../test/support/log-services.ts";
import ImportedLogPicker from "./ImportedLogPicker.svelte";

let services: LogServices | undefined;
afterEach(() => services?.close());

async function open(): Promise<LogServices> {
  services = await logServices("/dashboard");
  await render(ImportedLogPicker, { props: { isShown: true }, context: services.context });
  return services;
}

const wav = "RIFF\0\0\0\0WAVEfmt ";
const kept = [...generateEvents(300)].filter(({ level }) => level !== "DEBUG");
const logFile = (name: string, lines = kept.map((event) => JSON.stringify(event))): File =>
  new File([`${lines.join("\n")}\n`], name);

/** Lets files go over the window, as a person does. */
function drop(...files: File[]): DragEvent {
  const dataTransfer = new DataTransfer();
  for (const file of files) dataTransfer.items.add(file);
  const event = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
  document.body.dispatchEvent(event);
  return event;
}

describe("ImportedLogPicker", () => {
  it("reads a dropped log into a set of its own and shows it", async () => {
    const { address, store } = await open();
    drop(logFile("customer.jsonl"));
    await expect.poll(address).toMatch(/^\/dashboard\?log=[0-9a-f]{16}\.\d+\.customer\.jsonl$/);
    await expect.element(page.getByRole("button", { name: "customer.jsonl" })).toBeVisible();
    const [set] = await store.sets.list();
    expect((await store.sets.open(set!.id).query({}, { limit: 1 })).total).toBe(kept.length);
    expect((await store.query({}, { limit: 1 })).rows[0]?.event.event).toBe("system_audit_import");
  });

  it("hands files that are no logs to the page, and imports the logs among them, whatever their names", async () => {
    const { store } = await open();
    const taken: string[] = [];
    const end = new AbortController();
    const take = (event: DragEvent) => {
      if (event.defaultPrevented) return;
      event.preventDefault();
      taken.push(...[...event.dataTransfer!.files].map(({ name }) => name));
    };
    addEventListener("drop", take, { signal: end.signal });
    const table = new File(["level=1;text=Hello\n"], "texts.csv");
    const config = new File(["[tts]\nlevel=info msg=x\n"], "config.ini");
    expect(drop(new File([wav], "voice.wav"), logFile("messages.out"), table, config).defaultPrevented).toBe(true);
    await expect.poll(async () => (await store.sets.list()).map(({ name }) => name)).toEqual(["messages.out"]);
    expect(taken).toEqual(["voice.wav", "texts.csv", "config.ini"]);
    end.abort();
  });

  it("never leaves a file to the browser, and says what a file is that no page takes", async () => {
    const { store } = await open();
    expect(drop(new File([wav], "voice.wav")).defaultPrevented).toBe(true);
    await expect.element(page.getByRole("alert")).toMatchTextContent(/voice\.wav: the file is a WAV recording/);
    expect(await store.sets.list()).toEqual([]);
  });

  it("says why a file brought nothing, and keeps nothing of it", async () => {
    const { store } = await open();
    drop(new File([], "empty.jsonl"));
    await expect.element(page.getByRole("alert")).toMatchTextContent(/The files have no log lines/);
    expect(await store.sets.list()).toEqual([]);
  });

  it("says which of several files was cut, and reads the others", async () => {
    const { store } = await open();
    const cut = new File([new Uint8Array([0x1f, 0x8b, 8, 0, 0])], "night.jsonl.1.gz");
    drop(logFile("night.jsonl"), cut);
    const card = page.getByRole("dialog", { name: "How the log was read" });
    const file = card.getByRole("region", { name: "night.jsonl.1.gz" });
    await expect.element(file).toMatchTextContent(/0 records.*The packed file ends too early/s);
    expect((await store.sets.list())[0]!.files.map(({ lines }) => lines)).toEqual([kept.length, 0]);
  });

  it("opens selected logs together, as a log with the names of both", async () => {
    const { address, store } = await open();
    drop(logFile("page.jsonl"));
    await expect.poll(address).toMatch(/page\.jsonl$/);
    const line = { start_time: kept[0]!.timestamp, method: "POST", response_code: 200, request_id: "x" };
    drop(logFile("access.log", [JSON.stringify(line)]));
    await expect.poll(address).toMatch(/access\.log$/);
    await page.getByRole("button", { name: "access.log" }).click();
    await page.getByRole("checkbox", { name: "Select page.jsonl" }).click();
    await expect.element(page.getByRole("button", { name: "Open together" })).toBeDisabled();
    await page.getByRole("checkbox", { name: "Select access.log" }).click();
    await page.getByRole("button", { name: "Open together" }).click();
    await expect.poll(address).toMatch(/access\.log%20%2B%20page\.jsonl$/);
    const [both] = await store.sets.list();
    expect(both!.files.map(({ log, lines }) => [log, lines])).toEqual([
      ["access.log", 1],
      ["page.jsonl", kept.length],
    ]);
  });

  it("names, tags and, after asking, removes a set; the live log is shown again", async () => {
    const { address, store } = await open();
    drop(logFile("a.jsonl"));
    await expect.poll(address).toMatch(/[?&]log=/);
    await page.getByRole("button", { name: "a.jsonl" }).click();
    await page.getByRole("button", { name: "Rename" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("Night of the 5th");
    await page.getByRole("textbox", { name: "Tag" }).fill("T-17");
    await page.getByRole("button", { name: "Save" }).click();
    await expect
      .poll(async () => (await store.sets.list())[0])
      .toMatchObject({ name: "Night of the 5th", tag: "T-17" });

    await page.getByRole("button", { name: "Delete" }).click();
    await expect.element(page.getByText("Delete this log?")).toBeVisible();
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await expect.poll(() => store.sets.list()).toEqual([]);
    await expect.poll(address).toBe("/dashboard");
  });
});
