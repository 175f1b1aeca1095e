import { afterEach, describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import cp866 from "../../../test/fixtures/logs/E-cp866/cp866.log?url";
import pino from "../../../test/fixtures/logs/L-pino/pino.jsonl?url";
import prototype from "../../../test/fixtures/prototype/tts_structured.jsonl?url";
import { logServices, type LogServices } from "../../../test/support/log-services.ts";
import { isWorthALook } from "../../app/imported-logs/worth-a-look.ts";
import ImportedLogPicker from "../imported-logs/ImportedLogPicker.svelte";

let services: LogServices | undefined;
afterEach(() => services?.close());

async function open(): Promise<LogServices> {
  services = await logServices("/dashboard");
  await render(ImportedLogPicker, { props: { isShown: true }, context: services.context });
  return services;
}

async function fileAt(url: string, name: string): Promise<File> {
  return new File([await (await fetch(url)).blob()], name);
}

function drop(...files: File[]): void {
  const dataTransfer = new DataTransfer();
  for (const file of files) dataTransfer.items.add(file);
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
}

/** Drops files and opens the card of their log, where it does not open by itself. */
async function importAndOpenCard(...files: File[]): Promise<void> {
  drop(...files);
  const card = page.getByRole("dialog", { name: "How the log was read" });
  await expect.poll(() => services!.address()).toMatch(/[?&]log=/);
  await expect.element(page.getByRole("button", { name: files[0]!.name })).toBeVisible();
  const [log] = await services!.store.sets.list();
  if (!isWorthALook(log!)) {
    await page.getByRole("button", { name: files[0]!.name }).click();
    await page.getByRole("button", { name: "How it was read" }).click();
  }
  await expect.element(card).toBeVisible();
}

const field = (name: string) => page.getByRole("combobox", { name, exact: true });
const chosen = (name: string) => (field(name).element() as HTMLSelectElement).selectedOptions[0]?.label;

describe("ImportCard", () => {
  it("says of a pino log its kind, records, encoding and the fields of time, level and message", async () => {
    await open();
    await importAndOpenCard(await fileAt(pino, "server.out"));
    expect(["Kind", "Encoding", "Time", "Level", "Message"].map(chosen)).toEqual([
      "Automatic: pino",
      "Automatic: UTF-8",
      "Automatic: time",
      "Automatic: level",
      "Automatic: msg",
    ]);
    await expect.element(page.getByText(/^2 records, /)).toBeVisible();
  });

  it("says how much of a cut gzip was readable", async () => {
    await open();
    const lines = Array.from(
      { length: 400 },
      (_, seq) => `{"level":30,"time":17676036${seq + 10_000},"msg":"${Math.random()}"}\n`,
    );
    const packed = await new Response(new Blob(lines).stream().pipeThrough(new CompressionStream("gzip"))).blob();
    await importAndOpenCard(new File([packed.slice(0, packed.size * 0.7)], "trunc.jsonl.gz"));
    await expect.element(page.getByText(/^The packed file ends too early: .+ were readable$/)).toBeVisible();
  });

  it("says that a text has no time, and opens by itself", async () => {
    const { store } = await open();
    await importAndOpenCard(new File(["hello\nworld\n"], "notes.out"));
    await expect.element(page.getByText("No time in 2 of 2 records")).toBeVisible();
    expect(chosen("Kind")).toBe("Automatic: Plain text");
    expect((await store.sets.list())[0]!.files[0]!.timelessLines).toBe(2);
  });

  it("moves times without a zone when another zone is chosen, without the file", async () => {
    const { store } = await open();
    await importAndOpenCard(await fileAt(prototype, "tts_structured.jsonl"));
    await expect.element(page.getByText("No zone in 44 of 44 records")).toBeVisible();
    await field("Zone of times without one").selectOptions("Asia/Tokyo");
    await expect.poll(async () => (await store.sets.list())[0]!.files[0]!.choice?.zone).toBe("Asia/Tokyo");
    const [log] = await store.sets.list();
    expect(new Date(log!.files[0]!.firstMs!).toISOString()).toBe("2025-09-03T01:00:00.050Z");
    const { rows } = await store.sets.open(log!.fingerprint!).query({}, { limit: 100 });
    expect(rows.at(-1)!.event.timestamp).toBe("2025-09-03T01:00:00.050Z");
  });

  it("reads a file in the encoding that is chosen", async () => {
    const { store } = await open();
    await importAndOpenCard(await fileAt(cp866, "cp866.log"));
    await field("Encoding").selectOptions("windows-1251");
    const message = async () => {
      const [log] = await store.sets.list();
      return (await store.sets.open(log!.id).query({}, { limit: 1 })).rows[0]!.event.message;
    };
    await expect.poll(message).toBe("ЋиЁЎЄ\u00a0");
    await field("Encoding").selectOptions("");
    await expect.poll(message).toBe("Ошибка");
  });

  it("takes another field as message", async () => {
    const { store } = await open();
    await importAndOpenCard(new File(['{"time":1767603600123,"a":{"b":"inner"},"msg":"outer"}\n'], "x.jsonl"));
    await expect.poll(() => [...(field("Message").element() as HTMLSelectElement).options].length).toBeGreaterThan(3);
    await field("Message").selectOptions("a.b");
    await expect
      .poll(async () => {
        const [log] = await store.sets.list();
        return (await store.sets.open(log!.id).query({}, { limit: 1 })).rows[0]!.event.message;
      })
      .toBe("inner");
  });

  it("says what repeats and reads it anyway", async () => {
    const { store } = await open();
    const whole = new File(['{"time":1,"msg":"a"}\n{"time":1767603600123,"msg":"b"}\n'], "whole.jsonl");
    const part = new File(['{"time":1,"msg":"a"}\n'], "copy.jsonl");
    await importAndOpenCard(whole, part);
    await expect.element(page.getByText("Not read: the same events are in whole.jsonl")).toBeVisible();
    await page.getByRole("button", { name: "Read anyway" }).click();
    await expect.poll(async () => (await store.sets.list())[0]!.files[1]!.lines).toBe(1);
  });

  it("does not bring a value back that was removed from the log", async () => {
    const { store } = await open();
    await importAndOpenCard(new File(["2026-01-05 12:00:00,123 - app - ERROR - with p4ssw0rd-of-mine\n"], "app.log"));
    await store.removeValue("p4ssw0rd-of-mine");
    await field("Zone of times without one").selectOptions("utc");
    await expect.poll(async () => (await store.sets.list())[0]!.files[0]!.choice?.zone).toBe("utc");
    const [log] = await store.sets.list();
    const reader = store.sets.open(log!.id);
    expect((await reader.query({}, { limit: 1 })).rows[0]!.event.message).toBe("with [redacted]");
    expect(await (await reader.exportOriginal(0)).text()).not.toContain("p4ssw0rd");
  });
});
