import { afterEach, describe, expect, it, vi } from "vitest";
import { cdp, page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { logServices, type LogServices } from "../../../test/support/log-services.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { servicesKey, type Services } from "../../app/services.ts";
import "../../kit/theme/base.css";
import "../../kit/theme/tokens.css";
import LogsPage from "./LogsPage.svelte";

let services: LogServices | undefined;
afterEach(() => services?.close());

/** The page in a window of its own, over a log that holds the given events. */
async function open(
  events: Iterable<LogEvent>,
  address = "/logs?view=events",
  language: "en" | "ru" = "en",
): Promise<LogServices> {
  services = await logServices(address, events, language);
  await page.viewport(1200, 800);
  const target = document.createElement("div");
  target.style.height = "700px";
  document.body.append(target);
  await render(LogsPage, { context: services.context, target });
  return services;
}

const options = () => page.getByRole("listbox", { name: /^(?:Calls|Events|Lines|События|Вызовы)/ }).getByRole("option");
const event = (seq: number, rest: Partial<LogEvent> = {}): LogEvent => ({
  timestamp: new Date(Date.UTC(2026, 0, 5, 9, 0, 0, seq)).toISOString(),
  level: "INFO",
  event: "system_note",
  service: "System",
  message: `note ${String(seq)}`,
  session_id: "s-1",
  seq,
  ...rest,
});
const failure = event(3, {
  level: "ERROR",
  event: "request_error",
  request_id: "req_1",
  service: "TTS",
  operation: "Synthesize",
  message: "TTS Synthesize failed",
  error: { error_type: "INVALID_ARGUMENT", error_message: "no such voice: nobody" },
});
const start = event(2, { event: "request_start", request_id: "req_1", service: "TTS", operation: "Synthesize" });

describe("times on the page of the log", () => {
  /** Winter and summer, an hour before and after the clocks go back, and a record of a file with a zone of its own. */
  const timed = [
    event(1, { timestamp: "2026-10-25T00:30:00.000Z", message: "summer" }),
    event(2, { timestamp: "2026-10-25T01:30:00.000Z", message: "winter" }),
    { ...event(3, { timestamp: "2026-10-25T06:00:00.000Z", message: "foreign" }), timestamp_written: "2026-10-25T09:00:00+03:00" }, // prettier-ignore
  ];
  const times = () => options().all().map((row) => row.element().querySelector("time")!.textContent.trim()); // prettier-ignore
  const inZone = (timezoneId: string) => (cdp() as { send(name: string, body: object): Promise<unknown> }).send("Emulation.setTimezoneOverride", { timezoneId }); // prettier-ignore
  afterEach(() => inZone(""));

  it("follow the switch at once: this machine's zone over a change of the clocks, UTC, and as files write them", async () => {
    await inZone("Europe/Berlin");
    const { preferences } = await open(timed);
    await expect.poll(times).toEqual(["Oct 25 07:00:00.000", "Oct 25 02:30:00.000", "Oct 25 02:30:00.000"]);
    await expect.element(page.getByText("Times in UTC+2, UTC+1")).toBeVisible();
    preferences.update({ timeZone: "utc" });
    await expect.poll(times).toEqual(["Oct 25 06:00:00.000", "Oct 25 01:30:00.000", "Oct 25 00:30:00.000"]);
    await expect.element(page.getByText("Times in UTC", { exact: true })).toBeVisible();
    preferences.update({ timeZone: "file" });
    await expect
      .poll(times)
      .toEqual(["2026-10-25T09:00:00+03:00", "2026-10-25T01:30:00.000Z", "2026-10-25T00:30:00.000Z"]);
    await expect.element(page.getByText("Times as in the file, else UTC")).toBeVisible();
  });

  it("state their zone in the details and in the filter of a range", async () => {
    await inZone("Europe/Berlin");
    const [fromMs, toMs] = [Date.UTC(2026, 9, 25, 0), Date.UTC(2026, 9, 25, 2)];
    const { preferences } = await open(timed, `/logs?view=events&from=${String(fromMs)}&to=${String(toMs)}`);
    const range = page.getByRole("button", { name: /Oct 25/ });
    const told = () => range.element().textContent.replaceAll(/\s+/g, " ").trim();
    await expect.poll(told).toBe("Time range: Oct 25 02:00 – 03:00 UTC+2, UTC+1");
    await options().first().click();
    const details = page.getByRole("complementary");
    await expect.element(details.getByText(/Oct 25, 2026, 02:30:00.UTC\+1/)).toBeVisible();
    preferences.update({ timeZone: "utc" });
    await expect.poll(told).toBe("Time range: Oct 25 00:00 – 02:00 UTC");
    await expect.element(details.getByText(/Oct 25, 2026, 01:30:00.UTC/)).toBeVisible();
  });

  it("are moved in the text files too, where what is shown and what is written is found", async () => {
    await inZone("Europe/Berlin");
    const { preferences } = await open(timed, "/logs?file=tts_utility.log");
    const lines = () => options().all().map((row) => row.element().textContent.trim().slice(0, 19)); // prettier-ignore
    const written = ["2026-10-25 06:00:00", "2026-10-25 01:30:00", "2026-10-25 00:30:00"];
    const moved = ["2026-10-25 07:00:00", "2026-10-25 02:30:00", "2026-10-25 02:30:00"];
    await expect.poll(lines).toEqual(moved);
    await expect.element(page.getByText("Times in UTC+2, UTC+1")).toBeVisible();
    for (const hour of ["07:00:00", "06:00:00"]) {
      await page.getByRole("searchbox", { name: "Search lines" }).fill(hour);
      await expect.poll(lines).toEqual(moved.slice(0, 1));
    }
    await page.getByRole("searchbox", { name: "Search lines" }).fill("");
    for (const timeZone of ["utc", "file"] as const) {
      preferences.update({ timeZone });
      await expect.poll(lines).toEqual(written);
    }
  });
});

describe("LogsPage", () => {
  it("reads ahead while the search field has the focus, until it is left or searches itself", async () => {
    const { store } = await open([]);
    const signals: AbortSignal[] = [];
    store.readAhead = async (signal) => void signals.push(signal);
    const field = page.getByRole("combobox", { name: "Query" });
    const isReading = () => signals.map(({ aborted }) => !aborted);
    await field.click();
    expect(isReading()).toEqual([true]);
    await page.getByRole("button", { name: "Export" }).click();
    await userEvent.keyboard("{Escape}");
    expect(isReading()).toEqual([false]);
    await field.click();
    expect(isReading()).toEqual([false, true]);
    await userEvent.keyboard("x{Enter}");
    expect(isReading()).toEqual([false, false]);
  });

  it("shows the newest first and puts what happens now in front", async () => {
    const { store } = await open([event(1), event(2)]);
    await expect.element(options().first()).toMatchTextContent(/note 2/);
    store.append(event(3));
    await expect.element(options().first()).toMatchTextContent(/note 3/);
    await expect.element(page.getByText("3 events", { exact: true })).toBeVisible();
  });

  it("tells why a call failed, from the log alone, with links to the lines that say so", async () => {
    const grpc = { grpc_code: 3, grpc_details: "voice_name: no such voice" };
    const refused = { ...failure, error: { ...failure.error!, error_message: "voice_name: no such voice", ...grpc } };
    await open([event(1), start, refused]);
    await options().first().click();
    await expect.element(page.getByText("There is no such voice")).toBeVisible();
    await page.getByText("Evidence").click();
    await expect.element(page.getByRole("link", { name: /voice_name/ })).toHaveAttribute("href", "/logs?request=req_1");
  });

  it("finds the evidence beside a call although a busy log went on for long", async () => {
    const refusal = event(1, {
      event: "auth_token_refusal",
      level: "ERROR",
      service: "Auth",
      success: false,
      message: "The gateway got no token (unauthorized_client)",
      data: { side: "gateway", error: "unauthorized_client" },
    });
    const error = { error_type: "UNAUTHENTICATED", error_message: "Failed to inject credential.", grpc_code: 16 };
    const later = Array.from({ length: 300 }, (_, index) => event(10 + index));
    await open([refusal, start, { ...failure, error }, ...later], "/logs?service=TTS&level=ERROR");
    await options().first().click();
    await page.getByText("Evidence").click();
    await expect.element(page.getByRole("link", { name: /got no token/ })).toBeVisible();
  });

  it("leads from an event that was searched for to all that happened around it", async () => {
    const late = { ...event(5), timestamp: new Date(Date.UTC(2026, 0, 5, 9, 2)).toISOString() };
    const { context } = await open([event(1), start, failure, event(4), late], "/logs?view=events&q=failed");
    const search = page.getByRole("combobox", { name: "Query" });
    await expect.element(search).toHaveValue("failed");
    await options().first().click();
    const link = page.getByRole("link", { name: "One minute around" });
    await expect.element(link).toBeVisible();
    const { router } = context.get(servicesKey) as Services;
    router.go(link.element().getAttribute("href")!);
    await expect.element(page.getByText("4 events", { exact: true })).toBeVisible();
    await expect.element(search).toHaveValue("");
    await expect.element(page.getByText("no such voice: nobody").first()).toBeVisible();
  });

  it("says who caused a call, and that it is inferred where the line does not say", async () => {
    const lists = { event: "request_success", service: "Models", operation: "GetModelsInfo" } as const;
    await open(
      [start, event(3, { ...lists, initiator: "console" }), event(4, lists), event(5)],
      "/logs?view=events&own=1",
    );
    const details = page.getByRole("complementary");
    const says = (value: string) => expect.element(details.getByText(value, { exact: true })).toBeVisible();
    await options().nth(1).click();
    await says("Console (inferred)");
    await options().nth(2).click();
    await says("Console");
    await options().nth(3).click();
    await says("User (inferred)");
    await userEvent.keyboard("{Escape}");
    await options().first().click();
    await expect.element(details.getByText("note 5", { exact: true }).first()).toBeVisible();
    await expect.element(details.getByText("Initiator")).not.toBeInTheDocument();
  });

  it("says who caused a call in Russian", async () => {
    await open(
      [event(1, { event: "request_start", service: "Models", operation: "GetModelsInfo" }), start],
      "/logs?view=events&own=1",
      "ru",
    );
    const details = page.getByRole("complementary");
    await options().nth(1).click();
    await expect.element(details.getByText("Консоль (предположительно)")).toBeVisible();
    await options().first().click();
    await expect.element(details.getByText("Пользователь (предположительно)")).toBeVisible();
  });

  it("names the cause once: on the card, and on the line where there is no card", async () => {
    const grpc = { grpc_code: 3, error_message: "voice_name: no such voice" };
    const known = { ...failure, error: { ...failure.error!, ...grpc }, error_diagnosis: "There is no such voice" };
    const error = { error_type: "DATA_LOSS", error_message: "odd", grpc_code: 15 };
    const unknown = { ...failure, seq: 4, request_id: "req_2", error, error_diagnosis: "The moon is full" };
    await open([start, known, unknown]);
    const line = page.getByText(/^Diagnosis:/);
    await options().first().click();
    await expect.element(line).toHaveTextContent("Diagnosis: The moon is full");
    await options().nth(1).click();
    await expect.element(page.getByText("Evidence")).toBeVisible();
    await expect.element(line).not.toBeInTheDocument();
  });

  it("shows what was found out later in the place of what the line alone tells", async () => {
    const lost = { error_type: "UNAVAILABLE", error_message: "no healthy upstream [UH]", grpc_code: 14 };
    const diagnosis = {
      diagnosed_request_id: "req_1",
      cause: "dns",
      confidence: "certain",
      evidence_for: [{ kind: "probe", fact: "dns", quote: "ENOTFOUND" }],
    };
    const later = event(5, { event: "system_diagnosis", message: "req_1: The name", data: diagnosis });
    const { address } = await open([start, { ...failure, error: lost }, later]);
    await options().nth(1).click();
    await expect.element(page.getByText("Evidence")).toBeVisible();
    await page.getByText("Evidence").click();
    await expect
      .element(page.getByRole("link", { name: "ENOTFOUND" }))
      .toHaveAttribute("href", "/logs?event=system_probe");
    expect(address()).toContain("at=");
  });

  it("narrows to a value and leaves one out by the menu of a cell, and says so in the query", async () => {
    const { address } = await open([event(1), start, failure]);
    await expect.poll(() => options().elements().length).toBe(3);
    await options().nth(1).getByText("TTS").click({ button: "right" });
    await page.getByRole("menuitem", { name: "Only this value" }).click();
    await expect.poll(() => options().elements().length).toBe(2);
    expect(address()).toBe("/logs?view=events&q=service%3ATTS");
    await options().first().getByText("request_error").click({ button: "right" });
    await page.getByRole("menuitem", { name: "Without this value" }).click();
    await expect.element(options()).toMatchTextContent(/request_start/);
    await expect.element(page.getByText("of 3")).toBeVisible();
  });

  it("shows what the address says when it is opened by a link", async () => {
    await open([event(1), start, failure], "/logs?request=req_1&at=2");
    await expect.poll(() => options().elements().length).toBe(2);
    await expect.element(page.getByRole("heading", { name: "request_error" })).toBeVisible();
    await expect.element(page.getByText("no such voice: nobody", { exact: true }).first()).toBeVisible();
  });

  it("opens, walks and closes events from the keyboard, in a Russian layout too", async () => {
    const { address } = await open([event(1), event(2), event(3)]);
    await expect.poll(() => options().elements().length).toBe(3);
    for (const code of ["KeyJ", "Enter", "KeyJ"]) {
      const key = code === "KeyJ" ? "о" : code;
      document.body.dispatchEvent(new KeyboardEvent("keydown", { code, key, bubbles: true, cancelable: true }));
    }
    await expect.element(page.getByRole("complementary").getByText("note 2", { exact: true }).first()).toBeVisible();
    expect(address()).toBe("/logs?view=events&at=1");
    await userEvent.keyboard("{Escape}");
    await expect.element(page.getByRole("complementary")).not.toBeInTheDocument();
  });

  it("finds a part of any line, Russian capitals or not", async () => {
    await open([event(1, { message: "Сказано: ПРИВЕТ" }), event(2)]);
    await page.getByRole("combobox", { name: "Query" }).fill("привет");
    await userEvent.keyboard("{Enter}");
    await expect.element(page.getByText("1 event", { exact: true })).toBeVisible();
    await expect.element(options()).toMatchTextContent(/ПРИВЕТ/);
  });

  it.each(['"hello"', "C:\\temp", "auth_token", "request_start now", "one line two"])(
    "finds %s in the value that says it",
    async (words) => {
      await open([
        event(1, { message: 'Say "hello" to C:\\temp and auth_token, request_start now: one line\ntwo' }),
        event(2),
      ]);
      await page.getByRole("combobox", { name: "Query" }).fill(`"${words.replaceAll(/["\\]/g, "\\$&")}"`);
      await userEvent.keyboard("{Enter}");
      await expect.element(page.getByText("1 event", { exact: true })).toBeVisible();
    },
  );

  it("says that nothing matches, what was searched for, and how to see everything again", async () => {
    await open([event(1)], `/logs?view=events&q=${encodeURIComponent('nothing "like"  it')}`);
    await expect.element(page.getByText("No matching events")).toBeVisible();
    expect(document.querySelector("code")?.textContent).toBe('nothing "like"  it');
    await page.getByRole("button", { name: "Show everything" }).click();
    await expect.element(options()).toMatchTextContent(/note 1/);
  });

  it("tells a newcomer what will stand here, in Russian", async () => {
    await open([], "/logs", "ru");
    await expect.element(page.getByText("Вызовов пока нет")).toBeVisible();
    await expect.element(page.getByRole("link", { name: "Озвучить текст" })).toBeVisible();
  });

  it("reaches the oldest of many events by scrolling, and holds still while new ones come", async () => {
    const { store } = await open([...generateEvents(5000)].filter(({ level }) => level !== "DEBUG"));
    const list = page.getByRole("listbox", { name: "Events" });
    await expect.poll(() => options().elements().length).toBeGreaterThan(10);
    const viewport = list.element().parentElement!;
    const oldest = [...generateEvents(5000)].find(({ level }) => level !== "DEBUG")!;
    await expect
      .poll(() => {
        viewport.scrollTop = viewport.scrollHeight;
        return options().elements().at(-1)?.querySelector("time")?.getAttribute("datetime");
      })
      .toBe(oldest.timestamp);
    const before = options().elements().at(-1)?.id;
    store.append(event(1, { timestamp: "2026-06-01T09:00:00.000Z" }));
    await expect.element(page.getByRole("button", { name: "1 new row" })).toBeVisible();
    expect(options().elements().at(-1)?.id).toBe(before);
    await page.getByRole("button", { name: "1 new row" }).click();
    await expect.element(options().first()).toMatchTextContent(/note 1/);
  });

  it("filters calls by the time that the list shows, which is when they began", async () => {
    const other = event(4, { event: "request_start", request_id: "req_2", service: "ASR", operation: "ListModels" });
    const { address } = await open([start, failure, other], "/logs");
    const times = () => options().elements().map((row) => row.querySelector("time")?.getAttribute("datetime")); // prettier-ignore
    await expect.poll(times).toEqual([other.timestamp, start.timestamp]);
    await options().nth(1).getByRole("time").click({ button: "right" });
    await page.getByRole("menuitem", { name: "Only this value" }).click();
    await expect.poll(times).toEqual([start.timestamp]);
    expect(new URLSearchParams(address().split("?")[1]).get("q")).toBe(`timestamp:"${start.timestamp}"`);
    await options().first().click();
    const details = page.getByRole("complementary");
    await expect.element(details.getByRole("button", { name: `timestamp: ${start.timestamp}` })).toBeVisible();
  });

  it("shows the lines of the text file, DEBUG included", async () => {
    const { store } = await open([event(1, { level: "DEBUG" }), event(2)]);
    await page.getByRole("radio", { name: "Text" }).click();
    await expect
      .poll(() =>
        options()
          .elements()
          .map((row) => row.textContent.trim()),
      )
      .toEqual([expect.stringMatching(/\| INFO .*note 2$/), expect.stringMatching(/\| DEBUG .*note 1$/)]);
    store.append(failure);
    await expect.element(options().first()).toMatchTextContent(/\| ERROR .*TTS Synthesize failed/);
  });

  it("saves a file byte for byte under its name", async () => {
    const { store } = await open([event(1), failure]);
    const saved = await (await navigator.storage.getDirectory()).getFileHandle("saved", { create: true });
    Object.assign(globalThis, { showSaveFilePicker: async () => saved });
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("button", { name: "Save tts_structured.jsonl" }).click();
    await expect.element(page.getByText("tts_structured.jsonl saved")).toBeVisible();
    const lines = (await (await saved.getFile()).text()).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line) as LogEvent)).toEqual([event(1), failure]);
    await expect.poll(async () => (await store.query({ events: ["system_audit_export"] }, { limit: 1 })).total).toBe(1);
  });
});

describe("a question that the log could not answer", () => {
  it("is asked again by Retry, and the counts and rows come", async () => {
    const { store, router } = await open([event(1), start, failure]);
    await expect.element(options().first()).toBeVisible();
    vi.spyOn(store, "explore").mockRejectedValueOnce(new Error("broken"));
    router.go("/logs?view=events&q=level:ERROR");
    await expect.element(page.getByText("Couldn’t read the log")).toBeVisible();
    await page.getByRole("button", { name: "Retry" }).click();
    await expect.element(page.getByText("Couldn’t read the log")).not.toBeInTheDocument();
    await expect.element(page.getByRole("status").filter({ hasText: "Found: 1 event" })).toBeInTheDocument();
  });
});
