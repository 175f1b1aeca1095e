import { afterEach, describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { logServices, type LogServices } from "../../../test/support/log-services.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import SessionPage from "./SessionPage.svelte";
import WorkflowPage from "./WorkflowPage.svelte";

let services: LogServices | undefined;
afterEach(() => services?.close());

const startMs = Date.UTC(2026, 10, 29, 9);

/** A call of a person with its start and end. */
interface Said {
  id: string;
  atMs: number;
  lengthMs: number;
  service?: LogEvent["service"];
  operation?: string;
  isFailed?: boolean;
  initiator?: LogEvent["initiator"];
  workflowId?: string;
}

function* linesOf(calls: Said[]): Generator<LogEvent> {
  for (const [at, call] of calls.entries()) {
    const common = {
      request_id: call.id,
      service: call.service ?? "TTS",
      operation: call.operation ?? "Synthesize",
      initiator: call.initiator ?? "user",
      ...(call.workflowId && { request_data: { workflow_id: call.workflowId } }),
      session_id: "page/1",
    };
    const line = (
      timeMs: number,
      seq: number,
      rest: Pick<LogEvent, "event" | "level"> & Partial<LogEvent>,
    ): LogEvent => ({
      timestamp: new Date(startMs + timeMs).toISOString(),
      message: rest.event,
      ...common,
      seq,
      ...rest,
    });
    yield line(call.atMs, at * 2 + 1, { event: "request_start", level: "INFO" });
    yield line(call.atMs + call.lengthMs, at * 2 + 2, {
      duration_ms: call.lengthMs,
      ...(call.isFailed
        ? {
            event: "request_error",
            level: "ERROR",
            error: { error_type: "UNAVAILABLE", error_message: "no healthy upstream", grpc_code: 14 },
          }
        : { event: "request_success", level: "INFO", response_size_bytes: 500 }),
    });
  }
}

/** Six rounds in which a failed token is followed by a failed synthesis, and six in which neither fails. */
const rounds: Said[] = Array.from({ length: 12 }, (_, round) => [
  {
    id: `auth_${String(round)}`,
    atMs: round * 1000,
    lengthMs: 100,
    service: "Auth" as const,
    operation: "FetchToken",
    isFailed: round >= 6,
  },
  { id: `tts_${String(round)}`, atMs: round * 1000 + 150, lengthMs: 200, isFailed: round >= 6 },
]).flat();

async function open(component: typeof SessionPage, address: string, calls: Said[], more: LogEvent[] = []) {
  services = await logServices(address, [...linesOf(calls), ...more]);
  await page.viewport(1400, 900);
  await render(component, { context: services.context });
  return services;
}

const table = (name: string) => page.getByRole("table", { name });
const row = (inside: ReturnType<typeof table>, name: RegExp) => inside.getByRole("row", { name });

describe("SessionPage", () => {
  it("says what failed first, and what follows a failure, with counts and of how many", async () => {
    await open(SessionPage, "/session/page%2F1", rounds);
    const failed = page.getByRole("link", { name: /^FetchToken failed at/ });
    await expect.element(failed).toHaveAttribute("href", "/request/auth_6");
    await expect.element(page.getByText("Of the 11 calls that began after it, 11 failed.")).toBeVisible();
    const rows = table("What follows a failure");
    await expect.element(row(rows, /^Auth TTS 6 of 6 0 of 6 more often$/)).toBeVisible();
  });

  it("adds up calls, outcomes and bytes by service, each a link to exactly these rows", async () => {
    await open(SessionPage, "/session/page%2F1", rounds);
    const tts = row(table("Services"), /^TTS 12 6 2\.4.s 3.kB$/);
    await expect
      .element(tts.getByRole("link", { name: "6", exact: true }))
      .toHaveAttribute(
        "href",
        expect.stringMatching(/^\/logs\?q=session_id%3A%22page%2F1%22\+.*service.*outcome.*&view=calls&own=0$/),
      );
    await expect
      .element(page.getByRole("link", { name: "24 calls in Logs" }))
      .toHaveAttribute("href", "/logs?q=session_id%3A%22page%2F1%22&view=calls&own=0");
  });

  it("says of each call what stood before it and what ran beside it", async () => {
    await open(SessionPage, "/session/page%2F1", [
      { id: "a", atMs: 0, lengthMs: 100, operation: "Voices" },
      { id: "b", atMs: 150, lengthMs: 300 },
      { id: "c", atMs: 160, lengthMs: 20, operation: "Models" },
    ]);
    const calls = table("Calls on one time axis");
    await expect.element(row(calls, /^Voices TTS ok 09:00:00.000 100.ms nothing$/)).toBeVisible();
    await expect.element(row(calls, /^Synthesize .* 50.ms after Voices$/)).toBeVisible();
    const last = row(calls, /^Models .* 60.ms after Voices, beside 1 call$/);
    await expect.element(last.getByRole("link")).toHaveAttribute("href", "/request/c");
  });

  it("shows a window of many calls, says of how many, and moves on", async () => {
    const many = Array.from({ length: 250 }, (_, at): Said => ({ id: `r${String(at)}`, atMs: at * 10, lengthMs: 5 }));
    const { address } = await open(SessionPage, "/session/page%2F1", many);
    await expect.element(page.getByText("1–100 of 250")).toBeVisible();
    await page.getByRole("button", { name: "Later calls" }).click();
    await expect.element(page.getByText("101–200 of 250")).toBeVisible();
    expect(address()).toBe("/session/page%2F1?from=100");
    await page.getByRole("button", { name: "Later calls" }).click();
    await expect.element(page.getByText("151–250 of 250")).toBeVisible();
    await expect.element(page.getByRole("button", { name: "Later calls" })).toBeDisabled();
  });

  it("shows of many calls when those of each service began, and the calls of a moment", async () => {
    const many = Array.from({ length: 250 }, (_, at): Said => {
      return {
        id: `r${String(at)}`,
        atMs: at * 1000,
        lengthMs: 5,
        isFailed: at === 249,
        ...(at < 5 && { service: "ASR" }),
      };
    });
    const { address } = await open(SessionPage, "/session/page%2F1", many);
    const map = page.getByRole("slider", { name: /^When calls of each service began/ });
    await expect.element(map).toBeVisible();
    (map.element() as HTMLElement).focus();
    await userEvent.keyboard("{ArrowRight}{ArrowDown}");
    await expect.element(map).toHaveAttribute("aria-valuetext", expect.stringMatching(/, ASR: 5 calls$/));
    await userEvent.keyboard("{ArrowDown}{ArrowRight>59/}");
    await expect.element(map).toHaveAttribute("aria-valuetext", expect.stringMatching(/, TTS, failed: 1 call$/));
    await userEvent.keyboard("{Enter}");
    await expect.element(page.getByText("151–250 of 250")).toBeVisible();
    expect(address()).toMatch(/from=24\d$/);
  });

  it("leaves out calls of the console, says how many, and counts them when asked", async () => {
    await open(SessionPage, "/session/page%2F1", [
      { id: "a", atMs: 0, lengthMs: 100 },
      { id: "b", atMs: 150, lengthMs: 100, initiator: "console" },
    ]);
    await expect.element(page.getByText(/^1 call of the console hidden/)).toBeVisible();
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await expect.element(page.getByRole("link", { name: "2 calls in Logs" })).toBeVisible();
  });

  it("says that there is no such session, and where to look", async () => {
    await open(SessionPage, "/session/another", rounds);
    await expect.element(page.getByText("No session with this ID in the log")).toBeVisible();
    await expect
      .element(page.getByRole("link", { name: "Search for it in Logs" }))
      .toHaveAttribute("href", "/logs?q=another&view=events&own=1");
  });
});

describe("WorkflowPage", () => {
  it("has the stages of the workflow beside its calls, whoever made them", async () => {
    const stage = (atMs: number, event: string, more: Partial<LogEvent> = {}): LogEvent => ({
      ...{ timestamp: new Date(startMs + atMs).toISOString(), level: "INFO", event, message: `Workflow: ${event}` },
      ...{ session_id: "page/1", seq: 90, data: { workflow_id: "w 1" }, ...more },
    });
    await open(
      WorkflowPage,
      "/workflow/w%201",
      [
        { id: "a", atMs: 10, lengthMs: 100, workflowId: "w 1" },
        { id: "b", atMs: 150, lengthMs: 100, workflowId: "w 1", initiator: "console" },
        { id: "c", atMs: 160, lengthMs: 100, workflowId: "other" },
      ],
      [stage(0, "system_workflow_start"), stage(260, "system_workflow_success", { duration_ms: 260 })],
    );
    await expect.element(row(table("Stages"), /^started/)).toBeVisible();
    await expect.element(row(table("Stages"), /^succeeded .* 260.ms/)).toBeVisible();
    await expect.element(page.getByRole("link", { name: "2 calls in Logs" })).toBeVisible();
    await expect.element(page.getByText("No call failed.")).toBeVisible();
  });
});
