import { afterEach, describe, expect, it } from "vitest";
import { page, userEvent, type Locator } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { logServices, type LogServices } from "../../../test/support/log-services.ts";
import { servicesKey, type Services } from "../../app/services.ts";
import { pcmBytes, writeWav } from "../../audio/wav.ts";
import { bytesSha256 } from "../../basics/sha256.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import "../../kit/theme/base.css";
import "../../kit/theme/tokens.css";
import RequestPage from "./RequestPage.svelte";

let services: LogServices | undefined;
afterEach(async () => {
  (await archiveOf(services!).open()).close();
  await services!.close();
});
const archiveOf = ({ context }: LogServices) => (context.get(servicesKey) as Services).archive;

async function open(events: Iterable<LogEvent>, address = "/request/req_2", language: "en" | "ru" = "en") {
  services = await logServices(address, events, language);
  await page.viewport(1300, 900);
  return services;
}
const show = () => render(RequestPage, { context: services!.context });

const beganMs = Date.UTC(2026, 10, 29, 9);
let seq = 0;
function line(id: string, event: string, atMs: number, rest: Partial<LogEvent> = {}): LogEvent {
  return {
    timestamp: new Date(beganMs + atMs).toISOString(),
    level: event === "request_error" ? "ERROR" : "INFO",
    event,
    request_id: id,
    service: "ASR",
    operation: "Recognize",
    initiator: "user",
    message: `${event} of ${id}`,
    session_id: "s-1",
    seq: ++seq,
    ...rest,
  };
}
const phases = {
  token_from_ms: 0,
  token_wait_ms: 11,
  connected_ms: 74,
  headers_ms: 90,
  sent: { at_ms: [100, 200, 300, 400, 500, 2_000, 2_100] },
  finals: { at_ms: [2_400] },
};
/** A call of two and a half seconds, after the time. */
const call = (id: string, atMs: number, rest: Partial<LogEvent> = {}) => [
  line(id, "request_start", atMs),
  line(id, "request_success", atMs + 2_500, {
    duration_ms: 2_500,
    server_request_id: `SR-${id}`,
    response_data: { phases },
    ...rest,
  }),
];
const timeline = () => page.getByRole("slider", { name: "Timeline of Recognize" });
/** What the cursor says, its spaces plain. */
const said = () => timeline().element().getAttribute("aria-valuetext")!.replaceAll(/\s+/g, " ");
const textOf = (locator: Locator) => locator.element().textContent.replaceAll(/\s+/g, " ");
const table = () => page.getByRole("group", { name: "Timeline" });

describe("the page of a call", () => {
  it("shows its phases with a cursor that says what was going on, and the same as a table", async () => {
    await open(call("req_2", 0));
    await show();
    await expect.poll(said).toMatch(/^0 ms · waiting for token · audio sent: 0 of 7/);
    timeline().element().focus();
    await userEvent.keyboard("{Shift>}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{/Shift}");
    await expect.poll(said).toBe("1 s · nothing was sent · audio sent: 5 of 7 · final results: 0 of 1");
    await expect.element(page.getByText("1 gap in sending")).toBeVisible();
    await page.getByRole("button", { name: "As a table" }).click();
    const rows = () => (table().element() as HTMLElement).innerText.replaceAll(/\s+/g, " ");
    for (const row of [
      "token 0 ms 11 ms",
      "connection 11 ms 63 ms",
      "first byte 74 ms 16 ms",
      "nothing was sent 500 ms 1.5 s",
    ]) {
      expect(rows()).toContain(row);
    }
  });

  it("names its ids on both sides, each with a button that copies it, and leads to its session", async () => {
    const request_data = { workflow_id: "w/1" };
    await open(call("req_2", 0, { request_data }));
    await show();
    for (const [name, id] of [
      ["Request ID", "req_2"],
      ["Server request ID", "SR-req_2"],
      ["Session ID", "s-1"],
    ]) {
      await expect.element(page.getByText(id!, { exact: true })).toBeVisible();
      await expect.element(page.getByRole("button", { name: `Copy ${name!}`, exact: true })).toBeVisible();
    }
    await expect
      .element(page.getByRole("link", { name: "Calls of this session" }))
      .toHaveAttribute("href", "/session/s-1");
    await expect
      .element(page.getByRole("link", { name: "Calls of this workflow" }))
      .toHaveAttribute("href", "/workflow/w/1");
  });

  it.each([
    ["en", "What the server says of it", ["Wrong field", "voice_name", "only alice and bob", "Retry after", "30 s"]],
    ["ru", "Что сообщил сервер", ["Неверное поле", "voice_name", "only alice and bob", "Повторить через", "30 с"]],
  ] as const)("says in %s which field was wrong and when to retry", async (language, title, words) => {
    const grpc_details =
      "bad voice; detail: google.rpc.BadRequest voice_name: only alice and bob; detail: google.rpc.RetryInfo retry after 30 s";
    const error = { error_type: "INVALID_ARGUMENT", error_message: "bad voice", grpc_code: 3, grpc_details };
    await open([line("req_2", "request_start", 0), line("req_2", "request_error", 90, { error })], undefined, language);
    await show();
    const details = page.getByRole("table", { name: title });
    await expect.element(details).toBeVisible();
    for (const word of words) expect(textOf(details)).toContain(word);
  });

  it("says of each event how long it came after the one before", async () => {
    await open(
      [...call("req_2", 0), line("req_2", "note", 700)].toSorted((a, b) => (a.timestamp < b.timestamp ? -1 : 1)),
    );
    await show();
    const rows = page.getByRole("group", { name: "Events" }).getByRole("row");
    await expect.poll(() => textOf(rows.nth(2))).toMatch(/note.*700 ms.*note of req_2/);
    expect(textOf(rows.nth(3))).toMatch(/request_success.*1.8 s/);
  });

  it("shows beside its lines those of a gateway in the same log, each with the log that it is from", async () => {
    const [start, end] = call("req_2", 0);
    const gateway = line("req_2", "gateway_request", 40, { data: { gateway_duration_ms: 1_900 } });
    const from = (event: LogEvent, source: string) => ({ ...event, source });
    await open([from(start!, "page.jsonl"), from(gateway, "access.log"), from(end!, "page.jsonl")]);
    await show();
    const rows = page.getByRole("group", { name: "Events" }).getByRole("row");
    await expect.poll(() => textOf(rows.nth(2))).toMatch(/gateway_request.*40 ms.*access\.log/);
    expect(textOf(page.getByRole("region", { name: "Figures" }))).toMatch(/In the gateway 1.9 s/);
  });

  it("leads to the same call before and after in its session, whoever made it, and to no other", async () => {
    const other = { session_id: "s-2" };
    await open([
      ...call("req_1", 0, { initiator: "console" }),
      ...call("req_2", 10_000),
      ...call("else", 15_000).map((event) => ({ ...event, operation: "FileRecognize" })),
      ...call("away", 16_000).map((event) => ({ ...event, ...other })),
      ...call("req_3", 20_000).map((event) =>
        event.event === "request_success"
          ? { ...event, event: "request_error", error: { error_type: "INTERNAL", error_message: "no" } }
          : event,
      ),
    ]);
    await show();
    const list = page.getByRole("region", { name: "Same call in this session" });
    const links = () =>
      list
        .getByRole("link")
        .all()
        .map((link) => link.element().getAttribute("href"));
    await expect.poll(links).toEqual(["/request/req_1", "/request/req_3"]);
    expect(textOf(list)).toMatch(/Before.*ok.*After.*INTERNAL/);
  });

  it("that failed begins with the cause, and shows what it still waited for", async () => {
    await open([
      line("req_2", "request_start", 0),
      line("req_2", "request_error", 30_000, {
        duration_ms: 30_000,
        error: { error_type: "DEADLINE_EXCEEDED", error_message: "too slow", grpc_code: 4 },
        response_data: { phases: { token_from_ms: 0, token_wait_ms: 1, connected_ms: 40 } },
      }),
    ]);
    await show();
    await expect.element(page.getByText("too slow")).toBeVisible();
    await expect.element(page.getByText("Evidence")).toBeVisible();
    const [cause, chart] = [page.getByText("Evidence").element(), timeline().element()];
    expect(cause.compareDocumentPosition(chart)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    await expect.poll(said).toMatch(/token/);
    timeline().element().focus();
    await userEvent.keyboard("{PageUp}");
    await expect.poll(said).toMatch(/waiting for first byte/);
  });

  it("whose start or end the log lacks says so, and follows a running one to its end", async () => {
    const [start, end] = call("req_2", 0);
    const { store } = await open([start!]);
    await show();
    await expect.element(page.getByText(/^The call’s end isn’t in the log/)).toBeVisible();
    store.append(end!);
    await expect.element(page.getByText(/^The call’s end isn’t in the log/)).not.toBeInTheDocument();
    await expect.element(page.getByText("connection")).toBeVisible();
  });

  it("shows the words that were recognised over its sound, where the archive has it", async () => {
    await archiveOf(await open(call("req_2", 0))).save({
      fileName: "a.wav",
      wav: () => writeWav(pcmBytes(new Int16Array(32_000)), { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 }),
      metadata: { source: "live", request_id: "req_2" },
      transcript: {
        text: "добрый день",
        language: "ru",
        confidenceScores: [0.9],
        words: [
          { text: "добрый", startMs: 400, endMs: 900, confidence: 0.97 },
          { text: "день", startMs: 900, endMs: 1_400, confidence: 0.4 },
        ],
      },
    });
    await show();
    await expect.element(page.getByRole("button", { name: "Play" })).toBeVisible();
    await expect.element(page.getByText("2 words, 1 doubtful")).toBeVisible();
    // The sound begins with its first chunk, at 100 ms.
    timeline().element().focus();
    await userEvent.keyboard(
      "{Shift>}{ArrowRight}{ArrowRight}{/Shift}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}",
    );
    await expect.poll(said).toMatch(/“добрый”$/);
    await page.getByRole("button", { name: "As a table" }).click();
    expect(textOf(page.getByRole("group", { name: "Words with their times" }))).toMatch(/день1 s500 ms0.4/);
  });

  it("plays what the call sent, where its input is kept and the archive has no sound of it", async () => {
    const sent = {
      operation: "FileRecognize",
      request_data: { encoding: "LINEAR16_PCM", sample_rate: 16_000, channels: 1 },
    };
    const { context } = await open(call("req_2", 0, sent));
    const inputs = await (context.get(servicesKey) as Services).callInputs.open();
    const bytes = pcmBytes(new Int16Array(32_000));
    await inputs.save({
      requestId: "req_2",
      texts: {},
      audio: { sha256: await bytesSha256(bytes), bytes, messages: [] },
    });
    await show();
    await expect.element(page.getByRole("button", { name: "Play" })).toBeVisible();
    inputs.close();
  });

  it("says of a gateway's record what it does not tell, in Russian too", async () => {
    const { initiator, ...access } = line("a/b c", "request_success", 0, { duration_ms: 250 });
    expect(initiator).toBe("user");
    await open([access], `/request/${encodeURIComponent("a/b c")}`, "ru");
    await show();
    await expect.element(page.getByText("Начала вызова в журнале нет.")).toBeVisible();
    await expect.element(page.getByText("Время его строки — это начало вызова или конец.")).toBeVisible();
  });

  it.each([
    ["Recognize", 1],
    ["ListArchives", 0],
  ])("asks the log for replays only where the call can be sent again: %s", async (operation, times) => {
    const { store } = await open(call("req_2", 0).map((one) => ({ ...one, operation })));
    const questions: string[] = [];
    const { exploreRows } = store;
    store.exploreRows = (scope, ...rest) => (
      questions.push(JSON.stringify(scope.query)),
      exploreRows.call(store, scope, ...rest)
    );
    await show();
    await expect.element(page.getByRole("slider", { name: `Timeline of ${operation}` })).toBeVisible();
    expect(questions.length).toBeGreaterThan(0);
    expect(questions.filter((query) => query.includes("replay_of"))).toHaveLength(times);
  });

  it("that no line of the log has leads to a search for its id", async () => {
    await open(call("req_2", 0), `/request/${encodeURIComponent("no/body %")}`);
    await show();
    await expect.element(page.getByText("No call with this ID in the log")).toBeVisible();
    const href = page.getByRole("link", { name: "Search for it in Logs" }).element().getAttribute("href")!;
    expect(new URL(href, "http://localhost").searchParams.get("q")).toBe('"no/body %"');
  });
});
