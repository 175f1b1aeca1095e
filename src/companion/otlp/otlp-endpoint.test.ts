import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http";
import { connect } from "node:net";
import { buffer } from "node:stream/consumers";
import { ReadableStream } from "node:stream/web";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { localServers } from "../../../test/support/servers/local-servers.ts";
import { createOtlpEndpoint } from "./otlp-endpoint.ts";
import type { OtlpLimits } from "./pass-on.ts";

const { open, listen: listenOn } = localServers();

function listen(handler: RequestListener): Promise<string> {
  const server = createServer(handler);
  const address = listenOn(server);
  open.push(() => server.closeAllConnections());
  return address;
}

const taken: RequestListener = (_, response) => {
  response.writeHead(200, { "content-type": "application/json" }).end('{"partialSuccess":{}}');
};

/** A companion before a receiver that keeps what it gets. */
async function setup(answer: RequestListener = taken, limits: Partial<OtlpLimits> = {}) {
  const received: { url?: string | undefined; headers: IncomingHttpHeaders; body: Buffer }[] = [];
  const receiver = await listen((request, response) => {
    buffer(request).then(
      (body) => {
        received.push({ url: request.url, headers: request.headers, body });
        answer(request, response);
      },
      () => undefined, // The companion left.
    );
  });
  const target = { url: `${receiver}/base`, headers: { authorization: "Bearer s3cret-token" } };
  const holdsSecret = (text: string) => text.includes("s3cret-token");
  const own = await listen(createOtlpEndpoint("logs", target, holdsSecret, limits));
  const post = (body: BodyInit | null = "{}", headers: Record<string, string> = {}, method = "POST") =>
    fetch(own, { method, body, headers: { origin: own, "content-type": "application/json", ...headers } });
  return { own, post, received, receiver };
}

const read = async (response: Response) => [response.status, await response.json()] as unknown;

describe("what the page posts", () => {
  it("goes on with the headers of the receiver, packed as it is, and nothing that tells of the page", async () => {
    const { post, received } = await setup();
    const packed = gzipSync('{"resourceLogs":[]}');
    expect(await read(await post(packed, { "content-encoding": "gzip", cookie: "a=b" }))).toEqual([
      200,
      { partialSuccess: {} },
    ]);
    const [{ url, headers, body } = { headers: {} }] = received;
    expect([url, body]).toEqual(["/base/v1/logs", packed]);
    expect(headers).toMatchObject({
      authorization: "Bearer s3cret-token",
      "content-type": "application/json",
      "content-encoding": "gzip",
    });
    expect(headers).not.toHaveProperty("cookie");
    expect(headers).not.toHaveProperty("origin");
  });

  it.each([
    ["a program", 403, { origin: "" }, "POST"],
    ["a page of another origin", 403, { origin: "https://evil.example" }, "POST"],
    ["another method", 405, {}, "PUT"],
    ["another type", 415, { "content-type": "text/plain" }, "POST"],
    ["another packing", 415, { "content-encoding": "br" }, "POST"],
  ])("is refused to %s with %d, and nothing goes on", async (_, status, headers, method) => {
    const { post, received } = await setup();
    expect((await post("{}", headers, method)).status).toBe(status);
    expect(received).toEqual([]);
  });

  it("has a limit, whether its size is said before or not", async () => {
    const { post, received } = await setup(taken, { bodyBytes: 1_000 });
    const tooLarge = [413, { message: "a request has at most 1000 bytes" }];
    expect(await read(await post("x".repeat(1_001)))).toEqual(tooLarge);
    const chunks = ReadableStream.from(Array.from({ length: 5 }, () => Buffer.alloc(300)));
    const streamed = { body: chunks as unknown as BodyInit, duplex: "half" };
    const { own } = await setup(taken, { bodyBytes: 1_000 });
    const headers = { origin: own, "content-type": "application/json" };
    const response = await fetch(own, { method: "POST", headers, ...streamed });
    expect(await read(response)).toEqual(tooLarge);
    expect((await post("x".repeat(1_000))).status).toBe(200);
    expect(received).toHaveLength(1);
  });
});

describe("what the receiver answers", () => {
  it.each([400, 413, 429, 500, 503])("comes back: %d", async (status) => {
    const headers = { "content-type": "application/json", "retry-after": "7" };
    const { post } = await setup((_, response) => void response.writeHead(status, headers).end('{"message":"no"}'));
    const response = await post();
    expect(response.headers.get("retry-after")).toBe("7");
    expect(await read(response)).toEqual([status, { message: "no" }]);
  });

  it("comes back as text where it is a page, without its cookies", async () => {
    const { post } = await setup((_, response) => {
      response.writeHead(403, { "content-type": "text/html", "set-cookie": "a=b" }).end("<script>alert(1)</script>");
    });
    const { headers } = await post();
    expect(headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("set-cookie")).toBeNull();
  });

  it("is withheld where it repeats a secret", async () => {
    const { post } = await setup(({ headers }, response) => void response.writeHead(401).end(headers.authorization));
    expect(await read(await post())).toEqual([
      401,
      { message: "the Collector's answer is withheld: it holds a secret" },
    ]);
  });

  it("is not followed elsewhere", async () => {
    let isFollowed = false;
    const elsewhere = await listen((_, response) => {
      isFollowed = true;
      response.end();
    });
    const { post } = await setup((_, response) => void response.writeHead(307, { location: elsewhere }).end());
    expect(await read(await post())).toEqual([
      502,
      { message: "the Collector redirects (HTTP 307): name its final address" },
    ]);
    expect(isFollowed).toBe(false);
  });

  it("is read within bounds of size and time", async () => {
    const { post } = await setup((_, response) => void response.end("x".repeat(70_000)));
    expect(await read(await post())).toEqual([502, { message: "the Collector's answer has more than 65536 bytes" }]);
    const silent = await setup(() => undefined, { answerMs: 50 });
    expect(await read(await silent.post())).toEqual([504, { message: "the Collector did not answer in time" }]);
  });

  it("is told as 503 where there is none", async () => {
    const { post } = await setup((request) => void request.socket.destroy());
    const [status, { message }] = (await read(await post())) as [number, { message: string }];
    expect(status).toBe(503);
    expect(message).toMatch(/^the Collector cannot be reached: [A-Z_]+$/);
  });
});

it("a request to the Collector ends with the page that sent it", async () => {
  const began = Promise.withResolvers<undefined>();
  const ended = Promise.withResolvers<undefined>();
  const receiver = await listen((request) => {
    began.resolve(undefined);
    request.on("error", () => ended.resolve(undefined));
  });
  const own = await listen(createOtlpEndpoint("logs", { url: receiver, headers: {} }, () => false));
  const { host, port } = new URL(own);
  const socket = connect(Number(port), "127.0.0.1");
  const head = `POST / HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${own}\r\nContent-Type: application/json\r\n`;
  socket.write(`${head}Content-Length: 100\r\n\r\n{`);
  await began.promise;
  socket.destroy();
  await ended.promise;
});
