import { Code, ConnectError } from "@connectrpc/connect";
import { describe, expect, it, vi } from "vitest";
import { loggedCalls } from "../../test/support/logged-calls.ts";
import { createShutdown } from "./shutdown.ts";
import { logArchive } from "./log-archive.ts";
import { logFetch } from "./log-fetch.ts";
import { workflowLog } from "./log-workflow.ts";

/** Two calls under way in a page: `lose` makes the first fail as a connection does, the second never ends by itself. */
async function setup(code = Code.Unavailable) {
  const page = new EventTarget();
  const clock = { now: 0 };
  const last = vi.fn();
  const shutdown = createShutdown(page, () => clock.now);
  shutdown.onend(last);
  const lost = Promise.withResolvers<never>();
  const never = () => new Promise<never>(() => undefined);
  const calls = loggedCalls({ synthesize: () => lost.promise, getModelsInfo: never }, {}, [], { shutdown });
  const losing = calls.tts.synthesize({}).catch(() => undefined);
  void calls.tts.getModelsInfo({}).catch(() => undefined);
  await expect.poll(() => calls.names()).toEqual(["request_start", "request_start"]);
  return {
    ...calls,
    shutdown,
    clock,
    last,
    page,
    ends: () => calls.names().filter((name) => name !== "request_start"),
    async lose() {
      lost.reject(new ConnectError("NetworkError when attempting to fetch resource.", code));
      await losing;
    },
  };
}

const pagehide = (persisted: boolean) => Object.assign(new Event("pagehide"), { persisted });
const twice = ["request_cancelled", "request_cancelled"];

describe("a page that goes", () => {
  it("ends all of its calls as cancelled, and then whatever comes behind them", async () => {
    const { ends, last, page } = await setup();
    last.mockImplementation(() => expect(ends()).toEqual(twice));
    page.dispatchEvent(pagehide(false));
    expect(last).toHaveBeenCalledOnce();
    expect(ends()).toEqual(twice);
  });

  it("goes on with them when it is only put aside", async () => {
    const { ends, last, page } = await setup();
    page.dispatchEvent(pagehide(true));
    expect(last).not.toHaveBeenCalled();
    expect(ends()).toEqual([]);
  });
});

describe("a save to the local archive", () => {
  it("that is under way when the page goes is cancelled before its workflow, and not told of again", async () => {
    const shutdown = createShutdown(new EventTarget());
    const { events, logger, names } = loggedCalls({}, {}, [], { shutdown });
    const saved = Promise.withResolvers<string>();
    const save = () => saved.promise;
    const unlogged = { saveAudio: save, saveTranscript: save, saveVadMarks: save };
    const archive = logArchive(logger, unlogged, { workflow_id: "w" });
    const workflows = workflowLog(logger);
    const workflow = { workflowId: "w", name: "text_to_speech", facts: {} };
    workflows.note({ ...workflow, stage: "start" });
    const saving = archive.saveAudio({ fileName: "a.wav", wav: new Uint8Array(44) });
    shutdown.end();
    saved.resolve("audio-1");
    await saving;
    workflows.note({ ...workflow, stage: "success" });
    expect(names()).toEqual([
      ...["system_workflow_start", "request_start", "request_cancelled", "system_workflow_cancelled"],
    ]);
    expect(events[2]).toMatchObject({
      operation: "SaveAudio",
      request_id: events[1]?.request_id,
      duration_ms: 0,
      request_data: { workflow_id: "w", filename: "a.wav" },
    });
    expect(events[2]).not.toHaveProperty("response_data");
  });
});

describe("a connection that is lost", () => {
  it("just after the page was asked whether it may go, is cut by its going", async () => {
    const { clock, ends, lose, page } = await setup();
    page.dispatchEvent(new Event("beforeunload"));
    clock.now = 4_999;
    await lose();
    expect(ends()).toEqual(twice);
    page.dispatchEvent(pagehide(false));
    expect(ends()).toEqual(twice);
  });

  it("is a failure of its call when the page stayed", async () => {
    const { clock, ends, lose, page } = await setup();
    page.dispatchEvent(new Event("beforeunload"));
    clock.now = 5_000;
    await lose();
    expect(ends()).toEqual(["request_error"]);
  });

  it("is a failure of its call when nobody asked", async () => {
    const { ends, lose } = await setup();
    await lose();
    expect(ends()).toEqual(["request_error"]);
  });

  it("is told apart from a refusal", async () => {
    const { ends, lose, page } = await setup(Code.InvalidArgument);
    page.dispatchEvent(new Event("beforeunload"));
    await lose();
    expect(ends()).toEqual(["request_error"]);
  });

  it("may be one to the archive", async () => {
    const { ends, logger, page } = await setup();
    const fetch = logFetch(logger, () => Promise.reject(new TypeError("NetworkError")));
    page.dispatchEvent(new Event("beforeunload"));
    await expect(fetch("https://speech.example/v1/asr", {})).rejects.toThrow("NetworkError");
    expect(ends()).toEqual([...twice, "request_cancelled"]);
  });
});

describe("a client that is closed", () => {
  it("ends its calls, and no longer hears of its page", async () => {
    const { ends, last, page, shutdown } = await setup();
    shutdown.end();
    expect(ends()).toEqual(twice);
    page.dispatchEvent(pagehide(false));
    expect(last).toHaveBeenCalledOnce();
  });
});
