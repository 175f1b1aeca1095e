import { afterEach, expect, it, vi } from "vitest";
import type { LogEvent } from "./log-event.ts";
import { logFetch, type PlainFetch } from "./log-fetch.ts";
import { createLogger } from "./logger.ts";
import { traceparentOf } from "./trace-context.ts";

afterEach(() => vi.unstubAllGlobals());

it("sends the ID of a request to the page's own origin beside its other headers, and to no other", async () => {
  vi.stubGlobal("location", new URL("https://console.example/archive"));
  const events: LogEvent[] = [];
  const logger = createLogger({ sink: { append: (event) => void events.push(event) } });
  const sent: Headers[] = [];
  const fetch: PlainFetch = (_, { headers }) => {
    sent.push(new Headers(headers));
    return Promise.resolve(new Response("{}"));
  };
  const headers = { authorization: "Bearer t" };
  await logFetch(logger, fetch)("/api/archive/clients/demo/requests", { headers });
  await logFetch(logger, fetch)("https://speech.example/v3/clients/demo/requests", { headers });
  expect(sent.map((one) => [one.get("x-request-id"), one.get("authorization")])).toEqual([
    [events[0]!.request_id, "Bearer t"],
    [null, "Bearer t"],
  ]);
});

it("tells a request's trace to the addresses for which that is wanted, and to no other", async () => {
  const events: LogEvent[] = [];
  const logger = createLogger({ sink: { append: (event) => void events.push(event) } });
  const sent: (string | null)[] = [];
  const fetch: PlainFetch = (_, { headers }) => {
    sent.push(new Headers(headers).get("traceparent"));
    return Promise.resolve(new Response("{}"));
  };
  const logged = logFetch(logger, fetch, undefined, (url) => url.startsWith("https://traced.example/"));
  await logged("https://traced.example/v3/clients/demo/requests", {});
  await logged("https://other.example/v3/clients/demo/requests", {});
  expect(sent).toEqual([traceparentOf(events[0]!.request_id!), null]);
});
