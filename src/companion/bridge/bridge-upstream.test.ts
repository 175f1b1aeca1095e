import { once } from "node:events";
import http2 from "node:http2";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { createUpstream } from "./bridge-upstream.ts";

const opened: { close(): void }[] = [];
afterEach(() => {
  for (const it of opened.splice(0)) it.close();
});

/** A platform that answers what it is sent, when it is sent; and the connections that were made to it. */
async function setup(idleMs = 100) {
  const sessions: http2.ServerHttp2Session[] = [];
  const server = http2.createServer().on("session", (session) => sessions.push(session));
  server.on("stream", (stream) => {
    stream.respond({ ":status": 200 });
    stream.pipe(stream);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  opened.push(server);
  const upstream = createUpstream(() => `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, idleMs);
  opened.push(upstream);
  return { sessions, upstream };
}

const call = { ":path": "/a", ":method": "POST" };

async function say(stream: http2.ClientHttp2Stream, text: string): Promise<string> {
  stream.write(text);
  const [heard] = (await once(stream, "data")) as [Buffer];
  return heard.toString();
}

describe("the bridge's connection to the platform", () => {
  it("is shared by calls that follow each other", async () => {
    const { sessions, upstream } = await setup(60_000);
    expect(await say(upstream.request(call), "one")).toBe("one");
    expect(await say(upstream.request(call), "two")).toBe("two");
    expect(sessions).toHaveLength(1);
  });

  it("is let go by the bridge when it is idle, and made anew for the next call", async () => {
    const { sessions, upstream } = await setup();
    const stream = upstream.request(call);
    expect(await say(stream, "one")).toBe("one");
    stream.end();
    await once(stream, "close");
    await once(sessions[0]!, "close");
    expect(await say(upstream.request(call), "two")).toBe("two");
    expect(sessions).toHaveLength(2);
  });

  it("is not let go under a call that is silent, while the next call has another one", async () => {
    const { sessions, upstream } = await setup();
    const silent = upstream.request(call);
    expect(await say(silent, "one")).toBe("one");
    await delay(300);
    expect(await say(upstream.request(call), "two")).toBe("two");
    expect(await say(silent, "three")).toBe("three");
    expect(sessions).toHaveLength(2);
  });
});
