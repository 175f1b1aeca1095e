import { strFromU8, unzipSync } from "fflate";
import * as v from "valibot";
import { afterEach, describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { exploredLog } from "../../../test/support/explored-log.ts";
import { logServices, type LogServices } from "../../../test/support/log-services.ts";
import { importGroupNotes } from "../../app/error-groups/group-notes.ts";
import { servicesKey, type Services } from "../../app/services.ts";
import { pcmBytes } from "../../audio/wav.ts";
import { bytesSha256 } from "../../basics/sha256.ts";
import { manifestSchema, type Manifest } from "../../bundle/manifest.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import "../../kit/theme/base.css";
import "../../kit/theme/tokens.css";
import BundlePage from "./BundlePage.svelte";

let services: LogServices | undefined;
afterEach(async () => {
  await services?.close();
  importGroupNotes("", { version: 1, rules: [], states: [] });
});

/** Without what the explorer leaves out: DEBUG is in no file that it reads, and a sentence repeats an event in words. */
const log = [...exploredLog(600)].filter(({ level, event }) => level !== "DEBUG" && event !== "imported_sentence");

async function open(address: string, events: LogEvent[] = log): Promise<LogServices> {
  services = await logServices(address, events);
  await page.viewport(1200, 900);
  await render(BundlePage, { context: services.context });
  return services;
}

/** Saves the bundle and reads the file. */
async function save(): Promise<{ manifest: Manifest; lines: LogEvent[]; entries: string[] }> {
  const saved = await (await navigator.storage.getDirectory()).getFileHandle("bundle", { create: true });
  Object.assign(globalThis, { showSaveFilePicker: async () => saved });
  await page.getByRole("button", { name: /^Save bundle/ }).click();
  await expect.element(page.getByText(/\.audiokit\.zip saved$/)).toBeVisible();
  const zip = unzipSync(new Uint8Array(await (await saved.getFile()).arrayBuffer()));
  const text = strFromU8(zip["log.jsonl"]!).trimEnd();
  return {
    manifest: v.parse(manifestSchema, JSON.parse(strFromU8(zip["manifest.json"]!))),
    lines: text === "" ? [] : text.split("\n").map((line) => JSON.parse(line) as LogEvent),
    entries: Object.keys(zip),
  };
}

async function leave(...names: string[]): Promise<void> {
  for (const name of names) await page.getByRole("switch", { name }).click();
}

const asWritten = ({ timestamp, event, seq, session_id }: LogEvent) => [timestamp, event, seq, session_id];
const ids = "IDs, accounts and file names";

describe("the page of a support bundle", () => {
  it("shows the parts beside the log as they leave, and leaves the notes out when a person wants", async () => {
    importGroupNotes("", {
      version: 1,
      rules: [{ is: "normalise", pattern: "for *", word: "user" }],
      states: [{ key: "TTS", state: "known", note: "Anna was told", sinceMs: 1 }],
    });
    await open("/bundle");
    await page.getByText("Beside the log", { exact: true }).click();
    const part = (path: string) => page.getByRole("region", { name: path });
    await expect.element(part("groups.json")).toMatchTextContent(/Anna was told/);
    const shown = part("manifest.json").element().textContent;
    expect(v.parse(manifestSchema, JSON.parse(shown))).toEqual((await save()).manifest);
    await leave("Notes and rules of error groups");
    await expect.element(part("groups.json")).not.toBeInTheDocument();
    const { entries } = await save();
    expect(entries).toEqual(["manifest.json", "log.jsonl"]);
  });

  it("takes exactly the lines of a range, and covers everything at first", async () => {
    const [from, to] = [log[100]!, log[300]!].map(({ timestamp }) => Date.parse(timestamp));
    await open(`/bundle?from=${from}&to=${to}`);
    const { manifest, lines, entries } = await save();
    const expected = log.filter(({ timestamp }) => Date.parse(timestamp) >= from! && Date.parse(timestamp) < to!);
    expect(lines.map(({ timestamp, event, seq }) => [timestamp, event, seq])).toEqual(
      expected.map(({ timestamp, event, seq }) => [timestamp, event, seq]),
    );
    expect(entries.slice(0, 2)).toEqual(["manifest.json", "log.jsonl"]);
    expect(manifest.counts.lines).toBe(expected.length);
    expect(manifest.parts.map(({ path, lines: count }) => [path, count])).toEqual([["log.jsonl", expected.length]]);
    const text = JSON.stringify(lines);
    for (const { request_id: id, session_id: session } of expected) {
      if (id !== undefined) expect(text).not.toContain(id);
      expect(text).not.toContain(session);
    }
  });

  it("takes the lines of one call, with its id where ids may leave", async () => {
    const id = log.find(({ event }) => event === "request_error")!.request_id!;
    await open(`/bundle?call=${encodeURIComponent(id)}`);
    await leave(ids);
    await expect.element(page.getByText(/^As they are/)).toBeVisible();
    const { manifest, lines } = await save();
    expect(lines.map(asWritten)).toEqual(log.filter(({ request_id }) => request_id === id).map(asWritten));
    expect(manifest).toMatchObject({ scope: { kind: "call", requestId: id }, view: `/request/${id}` });
    expect(manifest.switches).toEqual({ texts: false, transcripts: false, audio: false, endpoints: false, ids: true });
  });

  it("takes all lines of the calls of an error group", async () => {
    await open("/bundle?of=group");
    await leave(ids);
    const select = page.getByRole("combobox", { name: "Error group" });
    await expect.element(select).toBeVisible();
    const key = (select.element() as HTMLSelectElement).options[1]!.value;
    await select.selectOptions(key);
    const { manifest, lines } = await save();
    const failed = new Set(lines.filter(({ event }) => event === "request_error").map(({ request_id }) => request_id));
    expect(failed.size).toBeGreaterThan(0);
    expect(new Set(lines.map(({ request_id }) => request_id))).toEqual(failed);
    const ofCalls = log.filter(({ request_id }) => failed.has(request_id));
    expect(lines.map(asWritten)).toEqual(ofCalls.map(asWritten));
    expect(manifest.counts).toMatchObject({ calls: failed.size, failed: failed.size });
    expect(decodeURIComponent(manifest.view)).toBe(`/error/${manifest.scope.key!}`);
  });

  it("takes what the filter of Logs shows, and leaves what cannot be found any more out of the view", async () => {
    await open(`/bundle?view=calls&own=0&q=${encodeURIComponent("service:TTS outcome:error -Привет")}`);
    await expect.element(page.getByText(/^Only rows that match: service:TTS/)).toBeVisible();
    const { manifest, lines } = await save();
    expect(new Set(lines.map(({ service }) => service))).toEqual(new Set(["TTS"]));
    const q = new URL(manifest.view, "http://x").searchParams.get("q");
    expect(q).toBe("service:TTS outcome:error");
  });

  it("shows in its preview what the file holds, and logs that it was saved", async () => {
    const { store } = await open("/bundle");
    const { manifest } = await save();
    await expect.element(page.getByRole("row", { name: /^session_id/ })).toMatchTextContent(/session_[0-9a-f]{10}/);
    await expect.element(page.getByText(`${manifest.counts.lines.toLocaleString("en")} lines`)).toBeVisible();
    await store.flush();
    const query = {
      is: "field",
      path: "event",
      test: { is: "value", value: "system_audit_export", isQuoted: true },
    } as const;
    const scope = { view: "events", query, range: {}, hasOwnCalls: true } as const;
    const order = { by: "time", isDescending: true };
    const { rows } = await store.exploreRows(scope, { order, at: { index: 0 }, limit: 5 });
    expect(rows.map(({ event }) => event.data?.["bundle_id"])).toContain(manifest.id);
  });

  it("takes along what a call sent, where its input is kept and the archive has no sound of it", async () => {
    const id = log.find(
      ({ event, operation }) => event === "request_start" && operation === "FileRecognize",
    )!.request_id!;
    const { context } = await open(`/bundle?call=${encodeURIComponent(id)}`);
    const { archive, callInputs } = context.get(servicesKey) as Services;
    const bytes = pcmBytes(Int16Array.from({ length: 800 }, (_, at) => at));
    const inputs = await callInputs.open();
    await inputs.save({ requestId: id, texts: {}, audio: { sha256: await bytesSha256(bytes), bytes, messages: [] } });
    await leave("Audio");
    await expect.element(page.getByRole("switch", { name: "Audio" })).toBeChecked();
    await expect.poll(() => document.body.textContent).toMatch(/audio\/[0-9a-f]/);
    const { manifest, entries } = await save();
    const [sound] = manifest.parts.filter(({ path }) => path.startsWith("audio/"));
    expect(sound).toMatchObject({ sizeBytes: 44 + bytes.length, calls: [expect.any(String)] });
    expect(entries).toContain(sound!.path);
    inputs.close();
    (await archive.open()).close();
  });

  it("applies the redaction rules of the settings, and says what each took out", async () => {
    const note: LogEvent = {
      ...log[0]!,
      level: "INFO",
      event: "system_note",
      message: "ask ivan@example.com, contract-77",
    };
    const { preferences } = await open("/bundle", [note, ...log.slice(0, 20)]);
    await expect.element(page.getByText("No redaction rule is on.")).toBeVisible();
    const own = { by: "pattern", find: String.raw`contract-\d+`, replacement: "[contract]", isOn: true } as const;
    preferences.update({ redactionRules: { sets: ["email"], own: [{ name: "Contracts of Zinaida", ...own }] } });
    await leave("Texts for synthesis", "Transcripts", ids);
    await expect.element(page.getByText("Email addresses: 1 match")).toBeVisible();
    await expect.element(page.getByText("Contracts of Zinaida: 1 match")).toBeVisible();
    const { manifest, lines } = await save();
    expect(lines[0]!.message).toBe("ask [email], [contract]");
    expect(manifest.redaction.rules).toEqual({ email: 1, own_2: 1 });
    expect(JSON.stringify(manifest)).not.toMatch(/Zinaida|contract/);
  });

  it("says that there is nothing to send, and what to do", async () => {
    await open("/bundle?call=req_unknown");
    await expect.element(page.getByText("Nothing to send")).toBeVisible();
    expect(page.getByRole("button", { name: /^Save bundle/ }).elements()).toEqual([]);
  });
});
