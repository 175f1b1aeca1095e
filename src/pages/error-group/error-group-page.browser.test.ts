import { afterEach, describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { logServices, type LogServices } from "../../../test/support/log-services.ts";
import { exportGroupNotes, importGroupNotes } from "../../app/error-groups/group-notes.ts";
import { generateCalls } from "../../sample-log/generate-calls.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { errorGroupLink } from "../../app/links/error-group-link.ts";
import ErrorGroupPage from "./ErrorGroupPage.svelte";

let services: LogServices | undefined;
afterEach(async () => {
  localStorage.clear();
  await services?.close();
});

const faults = [{ is: "combination", voice: "levitan", sampleRateHz: 16_000 } as const];
const calls = [...generateCalls(12_000, { seed: 3, faults })];
const changedAt = calls[6_000]!.timestamp;
const change: LogEvent = {
  ...{ timestamp: changedAt, level: "INFO", event: "system_audit_settings", message: "Settings changed: theme" },
  ...{ service: "System", session_id: "settings", seq: 1, data: { theme: "dark", before: { theme: "light" } } },
};
const key = 'TTS / INTERNAL / engine worker # crashed: no model for "…"';

// Counted by hand, from the lines themselves.
const beganMs = new Map(
  calls.flatMap(({ event, request_id: id, timestamp }) =>
    event === "request_start" ? [[id!, Date.parse(timestamp)]] : [],
  ),
);
const ends = calls.filter(({ event }) => /^request_(success|error|cancelled)$/.test(event));
const tts = ends.filter(({ service, event }) => service === "TTS" && event !== "request_cancelled");
const group = tts
  .filter(({ error }) => error?.error_type === "INTERNAL")
  .toSorted((a, b) => beganMs.get(b.request_id!)! - beganMs.get(a.request_id!)!);
const isPair = ({ request_data: { voice_name: voice, sample_rate_hertz: rate } = {} }: LogEvent) =>
  voice === "levitan" && rate === 16_000;
const isFailed = ({ event }: LogEvent) => event === "request_error";
const number = (count: number) => count.toLocaleString("en");

async function open(of = key, language: "en" | "ru" = "en"): Promise<LogServices> {
  services = await logServices(errorGroupLink(of, ""), [...calls, change], language);
  await page.viewport(1400, 900);
  await render(ErrorGroupPage, { context: services.context });
  return services;
}

const region = (name: string) => page.getByRole("region", { name, exact: true });
const letter = () => document.querySelector("blockquote")!.textContent;

describe("ErrorGroupPage", () => {
  it("names the pair that its calls share, in exact counts of all finished calls of the kind", async () => {
    await open();
    const others = tts.filter((end) => !isPair(end));
    const elsewhere = (others.filter(isFailed).length / others.length).toLocaleString("en", {
      style: "percent",
      maximumFractionDigits: 1,
    });
    const pairs = number(tts.filter(isPair).length);
    const sentence = page.getByRole("status", { name: "Strongest difference" });
    await expect
      .element(sentence)
      .toMatchTextContent(new RegExp(`levitan.*: ${pairs} of ${pairs} failed; elsewhere ${elsewhere}$`));
    await expect.element(sentence).toMatchTextContent(/sample_rate_hertz\s=\s16000/);
    const cell = region("What differs").element().parentElement!.querySelector<HTMLAnchorElement>("td a.strong")!;
    expect(cell.textContent.replaceAll(/\s+/g, " ").trim()).toBe(`100% ${pairs} / ${pairs}`);
    const query = new URL(cell.href).searchParams.get("q");
    expect(query).toContain("request_data.voice_name:levitan");
    expect(query).toContain("request_data.sample_rate_hertz:16000");
  });

  it("writes a text with the same counts and the newest ids, in a language of its own", async () => {
    await open();
    await expect.poll(letter).toContain(`${number(group.length)} of `);
    const ids = group.slice(0, 3).map(({ server_request_id: id }) => id);
    expect(letter()).toContain(`Server request IDs: ${ids.join(", ")} and ${number(group.length - 3)} more`);
    const pairs = number(tts.filter(isPair).length);
    expect(letter()).toContain(`${pairs} of ${pairs} failed.`);
    await page.getByRole("radio", { name: "Русский" }).click();
    await expect.poll(letter).toContain(`ID запросов на сервере: ${ids.join(", ")} и ещё`);
    await expect.element(page.getByRole("heading", { name: "Text to send" })).toBeVisible();
  });

  it("sets failed calls beside the good one that is most like each, newest first", async () => {
    await open();
    const examples = region("Side by side");
    const failed = examples.getByRole("link").first();
    await expect.element(failed).toHaveTextContent(group[0]!.request_id!);
    await expect.element(examples.getByRole("button", { name: "Newer failed call" })).toBeDisabled();
    await expect.element(examples.getByRole("row", { name: /differs: outcome INTERNAL ok/ })).toBeVisible();
    await examples.getByRole("button", { name: "Older failed call" }).click();
    await expect.element(failed).toHaveTextContent(group[1]!.request_id!);
    await expect.element(examples.getByText(`2 of ${number(group.length)}, newest first`)).toBeVisible();
    const good = examples.getByRole("link").nth(1);
    const goodIds = tts.filter((end) => !isFailed(end)).map(({ request_id: id }) => id);
    await expect.poll(() => goodIds.includes(good.element().textContent)).toBe(true);
  });

  it("marks a change of settings, with the shares before and after it", async () => {
    await open();
    const changes = page.getByRole("list", { name: "Releases and changes of settings" });
    const mark = changes.getByRole("listitem").filter({ hasText: "settings: theme" });
    const isBefore = ({ request_id: id }: LogEvent) => beganMs.get(id!)! < Date.parse(changedAt);
    const of = (some: LogEvent[]) => number(some.length);
    const [before, after] = [group.filter(isBefore), group.filter((end) => !isBefore(end))];
    const [callsBefore, callsAfter] = [tts.filter(isBefore), tts.filter((end) => !isBefore(end))];
    await expect
      .element(mark)
      .toMatchTextContent(
        new RegExp(
          `\\(${of(before)} of ${of(callsBefore)}\\) failed so before, .*\\(${of(after)} of ${of(callsAfter)}\\) after`,
        ),
      );
  });

  it("says who can act, and what the user can do without", async () => {
    await open();
    const actors = region("Who can act");
    await expect.element(actors.getByRole("term").first()).toHaveTextContent("Platform operator");
    await expect.element(actors.getByText(/^Meanwhile, do without voice_name\s=\slevitan/)).toBeVisible();
  });

  it("keeps a state with a note, and says that a resolved group came back", async () => {
    importGroupNotes("", { version: 1, rules: [], states: [{ key, state: "resolved", note: "T-1", sinceMs: 1 }] });
    await open();
    const note = region("State and note");
    const noted = () => exportGroupNotes("").states;
    await expect.element(note.getByText(/^A call failed so after/)).toBeVisible();
    await expect.element(note.getByLabelText("Note")).toHaveValue("T-1");
    await note.getByLabelText("Note").fill("T-2");
    await userEvent.tab();
    await expect.element(note.getByText(/^A call failed so after/)).toBeVisible();
    expect(noted()).toEqual([{ key, state: "resolved", note: "T-2", sinceMs: 1 }]);
    await note.getByRole("radio", { name: "Known" }).click();
    await expect.element(note.getByText(/^A call failed so after/)).not.toBeInTheDocument();
    expect(noted()).toMatchObject([{ key, state: "known", note: "T-2" }]);
  });

  it("says that the log has no such group, and leads to all groups", async () => {
    await open("TTS / INTERNAL / something else");
    await expect.element(page.getByText("No such group in this log")).toBeVisible();
    await expect.element(page.getByRole("link", { name: "All error groups" })).toHaveAttribute("href", "/errors");
  });
});
