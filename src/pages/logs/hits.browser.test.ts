import { afterEach, describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { logServices, type LogServices } from "../../../test/support/log-services.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import LogsPage from "./LogsPage.svelte";

let services: LogServices | undefined;
afterEach(() => services?.close());

const call = { service: "TTS", operation: "Synthesize", request_id: "req_1", session_id: "s-1" } as const;
const events: LogEvent[] = [
  {
    ...call,
    timestamp: "2026-01-05T09:00:00.000Z",
    level: "INFO",
    event: "request_start",
    message: "TTS Synthesize started",
    seq: 1,
    request_data: { voice_name: "Левитан", text: 'Say "no such" <b>thing</b>' },
  },
  {
    ...call,
    timestamp: "2026-01-05T09:00:01.000Z",
    level: "ERROR",
    event: "request_error",
    message: "No such voice",
    seq: 2,
    error: { error_type: "NOT_FOUND", error_message: "no such voice: Левитан" },
  },
];

/** The page in a window of its own. */
async function open(query: string, view = "events"): Promise<LogServices> {
  services = await logServices(`/logs?view=${view}&q=${encodeURIComponent(query)}`, events);
  await page.viewport(1200, 800);
  const target = document.body.appendChild(document.createElement("div"));
  target.style.height = "700px";
  await render(LogsPage, { context: services.context, target });
  return services;
}

const rows = () => page.getByRole("listbox", { name: /^(?:Calls|Events)/ }).getByRole("option");
const marksIn = (element: Element | undefined) =>
  [...(element?.querySelectorAll("mark") ?? [])].map(({ textContent }) => textContent);
const inRows = () => rows().elements().map(marksIn);
/** By section of the details: those of the fields, of the lines of the call, and of the record. */
const inDetails = () => {
  const details = page.getByRole("complementary").elements()[0];
  return [".tree", "ol", "pre"].map((place) => marksIn(details?.querySelector(place) ?? undefined));
};

describe("what a query was looking for", () => {
  it("is marked in the rows and in all parts of the details, whatever its case and escapes", async () => {
    await open('"NO SUCH"');
    await expect.poll(inRows).toEqual([["No such"], []]);
    await rows().nth(1).click();
    await expect.poll(inDetails).toEqual([["no such"], ["No such"], ["no such"]]);
    await expect.element(page.getByRole("complementary").getByText('Say "no such" <b>thing</b>').first()).toBeVisible();
  });

  it("is marked in the value of its own field only", async () => {
    await open("event:*_s*t level:INFO");
    await expect.poll(inRows).toEqual([["_s", "t"]]);
    await rows().first().click();
    await expect.poll(inDetails).toEqual([
      ["_s", "t"],
      ["_s", "t"],
      ["_s", "t"],
    ]);
  });

  it("is marked in the outcome and the columns of a call", async () => {
    await open("/not.found/ request_data.voice_name:лев*", "calls");
    await expect.poll(inRows).toEqual([["NOT_FOUND", "Лев"]]);
  });

  it("is marked anew when the query changes", async () => {
    const { router } = await open("such");
    await expect.poll(inRows).toEqual([["such"], []]);
    router.go(`/logs?view=events&q=voice`);
    await expect.poll(inRows).toEqual([["voice"], []]);
    router.go(`/logs?view=events&q=-nobody`);
    await expect.poll(inRows).toEqual([[], []]);
  });
});
