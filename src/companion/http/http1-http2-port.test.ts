import { createServer as createHttp1 } from "node:http";
import { connect as connectHttp2, createServer as createHttp2, type ClientHttp2Session } from "node:http2";
import { connect, type AddressInfo, type Socket } from "node:net";
import { Duplex } from "node:stream";
import { afterEach, describe, expect, it } from "vitest";
import { createHttp1Http2Port } from "./http1-http2-port.ts";

const cleanUp: (() => void)[] = [];
afterEach(() => {
  for (const close of cleanUp.splice(0)) close();
});

async function setup(sniffTimeoutMs?: number): Promise<{ port: number; url: string }> {
  const answer = (_: unknown, response: { end(text: string): unknown }) => response.end("ok");
  const server = createHttp1Http2Port({
    http1: createHttp1(answer),
    http2: createHttp2(answer),
    ...(sniffTimeoutMs !== undefined && { sniffTimeoutMs }),
  });
  server.listen(0, "127.0.0.1");
  await new Promise((listening) => server.once("listening", listening));
  cleanUp.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  return { port, url: `http://127.0.0.1:${port}/` };
}

async function dial(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1").setNoDelay(true);
  cleanUp.push(() => socket.destroy());
  await new Promise((connected) => socket.once("connect", connected));
  return socket;
}

/** Resolves once the other side has taken the bytes off the wire, or at least a turn of the event loop later. */
const turn = () => new Promise((done) => setImmediate(done));

async function getOverHttp2(session: ClientHttp2Session): Promise<string> {
  const stream = session.request({ ":path": "/" });
  let body = "";
  for await (const piece of stream) body += String(piece);
  return body;
}

describe("createHttp1Http2Port", () => {
  it("gives HTTP/2 to a client whose preface comes byte by byte", async () => {
    const { port, url } = await setup();
    const socket = await dial(port);
    let sentBytes = 0;
    const slow = new Duplex({
      read: () => undefined,
      async write(chunk: Buffer, _, done) {
        for (; sentBytes < 24 && chunk.length > 0; sentBytes++, chunk = chunk.subarray(1)) {
          socket.write(chunk.subarray(0, 1));
          await turn();
        }
        socket.write(chunk, done);
      },
    });
    socket.on("data", (bytes) => slow.push(bytes));
    const session = connectHttp2(url, { createConnection: () => slow });
    cleanUp.push(() => session.destroy());
    expect(await getOverHttp2(session)).toBe("ok");
  });

  it("serves pipelined http/1.1 requests whose first bytes look like HTTP/2", async () => {
    const { port } = await setup();
    const socket = await dial(port);
    socket.write("P");
    await turn();
    socket.end(
      "UT / HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\nGET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
    );
    let text = "";
    for await (const piece of socket) text += String(piece);
    expect(text.match(/HTTP\/1\.1 200/g)).toHaveLength(2);
  });

  it("goes on serving while a client has sent one letter of the preface and waits", async () => {
    const { port, url } = await setup();
    const waiting = await dial(port);
    waiting.write("P");
    await turn();
    expect(await (await fetch(url)).text()).toBe("ok");
  });

  it("closes a connection that says nothing", async () => {
    const { port } = await setup(20);
    const socket = await dial(port);
    await new Promise((closed) => socket.once("close", closed));
  });

  it("survives 300 connections that reset, talk garbage or stop in or after the preface", async () => {
    const { port, url } = await setup();
    const ends = ["\x16\x03\x01\x02\x00garbage", "PRI * HT", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\ngarbage, no frames"];
    await Promise.all(
      Array.from({ length: 300 }, async (_, i) => {
        const socket = connect(port, "127.0.0.1").on("error", () => undefined);
        const closed = new Promise((done) => socket.once("close", done));
        socket.once("connect", () => (i % 4 === 0 ? socket.resetAndDestroy() : socket.end(ends[(i % 4) - 1] ?? "")));
        socket.resume();
        await closed;
      }),
    );
    expect(await (await fetch(url)).text()).toBe("ok");
  });

  it("answers 400 requests of each version at the same time", async () => {
    const { url } = await setup();
    const session = connectHttp2(url);
    cleanUp.push(() => session.destroy());
    const answers = await Promise.all(
      Array.from({ length: 400 }, () => [fetch(url).then((r) => r.text()), getOverHttp2(session)]).flat(),
    );
    expect(answers.filter((text) => text === "ok")).toHaveLength(800);
  });
});
