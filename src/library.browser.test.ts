import { expect, it } from "vitest";
import { addressOf } from "../test/support/servers/scripted-responses.ts";
import { createAudioKitClient } from "./library.ts";
import type { LogEvent } from "./logging/log-event.ts";

/** A round trip through the library whose first answer never comes. */
async function setup() {
  const events: LogEvent[] = [];
  const answer = { headers: { "content-type": "application/grpc-web+proto" }, then: "nothing more" } as const;
  const endpoint = location.origin + addressOf(answer);
  const platformArchive = { baseUrl: endpoint, version: 2, clientId: "demo" } as const;
  const audiokit = createAudioKitClient(
    { endpoint, platformArchive },
    { sink: { append: (event) => void events.push(event) } },
  );
  const leave = new AbortController();
  const ended = audiokit.roundTripWorkflow({ text: "Go", voice: "b" }, { signal: leave.signal }).catch(() => "ended");
  const names = () => events.map(({ event }) => event);
  await expect.poll(names).toContain("request_start");
  const pagehide = (persisted: boolean) => dispatchEvent(new PageTransitionEvent("pagehide", { persisted }));
  const fail = () => {
    leave.abort(new TypeError("Failed to fetch"));
    return ended;
  };
  return { audiokit, events, names, pagehide, fail };
}

const begun = ["system_client_init", "system_workflow_start", "request_start"];
const cancelled = ["request_cancelled", "system_workflow_cancelled"];

it("ends what is under way as cancelled when the page goes, once, and not when it may come back", async () => {
  const { audiokit, events, names, pagehide, fail } = await setup();
  pagehide(true);
  expect(names()).toEqual(begun);
  pagehide(false);
  expect(names()).toEqual([...begun, ...cancelled]);
  expect(await fail()).toBe("ended");
  await audiokit.close();
  expect(names()).toEqual([...begun, ...cancelled, "system_client_shutdown"]);
  expect(events.filter(({ level }) => level === "ERROR")).toEqual([]);
});

it("ends what is under way as cancelled when it is closed, before it says so", async () => {
  const { audiokit, names, fail } = await setup();
  await audiokit.close();
  expect(await fail()).toBe("ended");
  expect(names()).toEqual([...begun, ...cancelled, "system_client_shutdown"]);
});

it("ends what it asks the platform's archive as cancelled when the page goes, and only that", async () => {
  const { audiokit, events, pagehide } = await setup();
  const archived = () => events.filter(({ service }) => service === "AudioArchive").map(({ event }) => event);
  const leave = new AbortController();
  const asked = audiokit.platformArchive!.vaMarks("7", { signal: leave.signal });
  await expect.poll(archived).toEqual(["request_start"]);
  pagehide(false);
  expect(archived()).toEqual(["request_start", "request_cancelled"]);
  leave.abort(new DOMException("late", "TimeoutError"));
  await expect(asked).rejects.toThrow();
  expect(archived()).toEqual(["request_start", "request_cancelled"]);
  await audiokit.close();
});
