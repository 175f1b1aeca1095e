import { afterEach, describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { logServices, type LogServices } from "../../../test/support/log-services.ts";
import LogsPage from "./LogsPage.svelte";

let services: LogServices | undefined;
afterEach(() => services?.close());

/** The page over an imported log of these files. */
async function open(files: File[]) {
  services = await logServices("/logs");
  const { store, router, context } = services;
  const { id } = await store.sets.import(files, { name: "imported" });
  router.go(`/logs?log=${id}&view=events`);
  await page.viewport(1200, 800);
  const target = document.body.appendChild(document.createElement("div"));
  target.style.height = "700px";
  await render(LogsPage, { context, target });
  return { reader: store.sets.open(id) };
}

const options = () => page.getByRole("listbox", { name: "Events" }).getByRole("option");
/** What the Python client says of a platform without ALPN, and how its logger holds it. */
const alpn = [
  "<_InactiveRpcError of RPC that terminated with:",
  "\tstatus = StatusCode.UNAVAILABLE",
  '\tdetails = "failed to connect to all addresses"',
  '\tdebug_error_string = "UNKNOWN: Cannot check peer: missing selected ALPN property."',
  ">",
].join("\n");
const python = { error_type: "_InactiveRpcError", grpc_code: "StatusCode.UNAVAILABLE" };
const structured = {
  timestamp: "2026-01-05T09:00:01",
  level: "ERROR",
  event: "request_error",
  request_id: "req_1_0001",
};

describe("LogsPage of an imported log", () => {
  it.each([
    ["five lines of text", (text: string) => `2026-01-05 09:00:01 | ERROR    | tts_utility | f:1 | ${text}`],
    [
      "an object with Python's status",
      (text: string) => JSON.stringify({ ...structured, error: { ...python, error_message: text } }),
    ],
    [
      "a line of another logger",
      (text: string) => JSON.stringify({ time: structured.timestamp, level: 50, msg: text }),
    ],
  ])("tells why a call failed: %s", async (_, write) => {
    await open([new File([write(alpn)], "tts_errors.log")]);
    await options().first().click();
    await expect.element(page.getByText("UNAVAILABLE", { exact: true }).first()).toBeVisible();
    await expect.element(page.getByText("Server-side gRPC ALPN configuration issue").first()).toBeVisible();
    await expect.element(page.getByText("Cause", { exact: true })).toBeVisible();
    await page.getByText("Evidence").click();
    await expect.element(page.getByRole("link", { name: "missing selected ALPN property" })).toBeVisible();
  });

  it("says how sure a cause is: of a channel that was not ready in time the record does not tell why", async () => {
    await open([
      new File(['{"time":"2026-01-05T09:00:00Z","level":"ERROR","err":"FutureTimeoutError","msg":"no"}'], "a"),
    ]);
    await options().first().click();
    await expect.element(page.getByText("The client could not connect to the platform")).toBeVisible();
    await expect.element(page.getByText("Most likely cause", { exact: true })).toBeVisible();
  });

  it("is saved in two forms: the records of each file byte for byte, and our lines", async () => {
    const first = 'Traceback?\n{"time":"2026-01-05T09:00:00Z","msg":"1.10","n":12345678901234567890}';
    const second = "2026-01-05 09:00:01 | ERROR    | tts_utility | speak:12 | no";
    const { reader } = await open([new File([`${first}\n`], "app.log"), new File([`${second}\n`], "app.log")]);
    const saved = await (await navigator.storage.getDirectory()).getFileHandle("saved", { create: true });
    Object.assign(globalThis, { showSaveFilePicker: async () => saved });
    await page.getByRole("button", { name: "Export" }).click();
    const save = async (name: string) => {
      await page.getByRole("button", { name: `Save ${name}`, exact: true }).click();
      await expect.element(page.getByText(`${name.replace(/ \(.*/, "")} saved`)).toBeVisible();
      return (await saved.getFile()).text();
    };
    expect(await save("app.log (Original)")).toBe(`${first}\n`);
    expect(await save("app-2.log (Original)")).toBe(`${second}\n`);
    const lines = (await save("tts_structured.jsonl (Console JSONL)")).trimEnd().split("\n");
    expect(lines).toHaveLength((await reader.query({}, { limit: 1 })).total);
    for (const line of lines) expect(JSON.parse(line)).toHaveProperty("original");
  });
});
