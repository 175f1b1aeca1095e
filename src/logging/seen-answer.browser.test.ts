import { createClient } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { addressOf, resetConnection, type ScriptedResponse } from "../../test/support/servers/scripted-responses.ts";
import { createAudioKitTransport } from "../audiokit/transport/audiokit-transport.ts";
import { TTS } from "../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { logCalls } from "./log-calls.ts";
import type { LogEvent } from "./log-event.ts";
import { logFetch } from "./log-fetch.ts";
import { createLogger } from "./logger.ts";
import { observeCalls } from "./observe-calls.ts";

/** A logger, and the error of its last event. */
function openLog() {
  const events: LogEvent[] = [];
  const logger = createLogger({ sink: { append: (event) => void events.push(event) } });
  return { logger, seen: () => events.at(-1)?.error?.seen };
}

/** Clients of a server, and what the log has seen of their last call. */
function setup(baseUrl: string) {
  const { logger, seen } = openLog();
  const transport = createAudioKitTransport({ baseUrl, interceptors: [observeCalls(logCalls(logger))] });
  return { tts: createClient(TTS, transport), seen };
}

const answering = (answer: ScriptedResponse) => setup(location.origin + addressOf(answer));
const page: ScriptedResponse = {
  status: 502,
  headers: { "content-type": "text/html", server: "nginx" },
  chunks: [[...new TextEncoder().encode("<title>502 Bad Gateway</title>")]],
};
const message = [0, 0, 0, 0, 0];

describe("what a browser sees of a failed call", () => {
  it("is the answer, the protocol of the page, and that it was online before and after", async () => {
    const { tts, seen } = answering(page);
    await expect(tts.synthesize({})).rejects.toThrow();
    expect(seen()).toMatchObject({
      http_status: 502,
      server: "nginx",
      body_text: "502 Bad Gateway",
      page_protocol: expect.stringMatching(/^(?:http\/1\.1|h2)$/),
      same_origin: true,
      online_before: true,
      online_after: true,
    });
  });

  it("is another origin and what the browser threw where no answer may be read", async () => {
    const { tts, seen } = setup("http://127.0.0.1:9");
    await expect(tts.synthesize({})).rejects.toThrow();
    expect(seen()).toMatchObject({
      got_headers: false,
      same_origin: false,
      online_before: true,
      causes: ["TypeError: Failed to fetch"],
      stack: expect.stringMatching(/^TypeError: Failed to fetch\n/),
    });
    expect(seen()).not.toHaveProperty("page_protocol");
  });

  it("is that there was a redirect, of which a page may not know more", async () => {
    const { tts, seen } = answering({ status: 301, headers: { location: "/elsewhere", server: "nginx" } });
    await expect(tts.synthesize({})).rejects.toThrow(
      "[unavailable] the server answered with a redirect, which a call does not follow",
    );
    expect(seen()).toMatchObject({ redirected: true, got_headers: true });
    expect(seen()).not.toHaveProperty("http_status");
  });

  it("is how far a stream came before its connection was torn", async () => {
    const name = crypto.randomUUID();
    const headers = { "content-type": "application/grpc-web+proto" };
    const { tts, seen } = answering({ headers, chunks: [message, message], then: { resetAs: name } });
    const read = async () => {
      let count = 0;
      for await (const piece of tts.streamingSynthesize({})) {
        if (piece && ++count === 2) await resetConnection(name);
      }
    };
    await expect(read()).rejects.toThrow();
    expect(seen()).toMatchObject({ messages: 2, bytes: 10, got_trailers: false });
    expect(seen()!.causes).toContain("TypeError: network error");
  });

  it("is nothing when the call succeeds, however its answer is cut", async () => {
    const headers = { "content-type": "application/grpc-web+proto" };
    const trailers = [...new TextEncoder().encode("grpc-status: 0\r\n")];
    const chunks = [[0], [0, 0, 0], [0, 0x80, 0], [0, 0, trailers.length], trailers];
    const { tts, seen } = answering({ headers, chunks });
    expect((await tts.synthesize({})).audio).toHaveLength(0);
    expect(seen()).toBeUndefined();
  });
});

describe("what a browser sees of a failed request of the archive", () => {
  it("is the answer of the proxy in its place", async () => {
    const { logger, seen } = openLog();
    const response = await logFetch(logger)(location.origin + addressOf(page), {});
    expect([response.status, await response.text()]).toEqual([502, "<title>502 Bad Gateway</title>"]);
    expect(seen()).toMatchObject({ http_status: 502, server: "nginx", body_text: "502 Bad Gateway", bytes: 30, same_origin: true }); // prettier-ignore
  });

  it("is what the browser threw where nothing came", async () => {
    const { logger, seen } = openLog();
    await expect(logFetch(logger)("http://127.0.0.1:9/v3/clients/x/requests", {})).rejects.toThrow();
    expect(seen()).toMatchObject({ got_headers: false, same_origin: false, causes: ["TypeError: Failed to fetch"] });
  });
});
