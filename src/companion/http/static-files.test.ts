import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, request, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadStaticFiles } from "./static-files.ts";

const html = `<!doctype html><title>page</title>${" ".repeat(2000)}`;
let folder: string;
const server = createServer();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "static-files-"));
  await mkdir(join(folder, "page/assets"), { recursive: true });
  await writeFile(join(folder, "secret.txt"), "outside");
  await writeFile(join(folder, "page/index.html"), "<!doctype html><title>without a server</title>");
  await writeFile(join(folder, "page/console.html"), html);
  await writeFile(join(folder, "page/offline-worker.js"), "addEventListener('fetch', () => {});");
  await writeFile(join(folder, "page/manifest.webmanifest"), "{}");
  await writeFile(join(folder, "page/icon.svg"), "<svg/>");
  await writeFile(join(folder, "page/assets/jq-worker-1a2b.js"), "export {};");
  await writeFile(join(folder, "page/assets/app-1a2b.js"), "export {};".repeat(200));
  await writeFile(join(folder, "page/assets/one-1a2b.png"), Buffer.alloc(4000));
  await writeFile(
    join(folder, "page/first-files.json"),
    JSON.stringify({ "/synthesize": ["assets/app-1a2b.js", "assets/app-1a2b.css"], "/logs": ["assets/logs-1a2b.js"] }),
  );
  server.on("request", await loadStaticFiles(join(folder, "page"))).listen(0, "127.0.0.1");
  await new Promise((listening) => server.once("listening", listening));
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

/** Sends the path as it is: `fetch` would tidy it up first. */
async function get(path: string, headers: Record<string, string> = {}, method = "GET") {
  const { port } = server.address() as AddressInfo;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ port, host: "127.0.0.1", path, headers, method, agent: false }, resolve).on("error", reject).end();
  });
  const pieces: Buffer[] = [];
  for await (const piece of response) pieces.push(piece as Buffer);
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(pieces) };
}

describe("loadStaticFiles", () => {
  it("serves the page under its routes and never from a cache unasked", async () => {
    for (const path of ["/", "/index.html", "/synthesize", "/logs/", "/logs/req_17-0001", "/settings?theme=dark"]) {
      const { status, headers, body } = await get(path);
      expect([status, headers["content-type"], headers["cache-control"]], path).toEqual([
        200,
        "text/html; charset=utf-8",
        "no-cache",
      ]);
      expect(body.toString()).toBe(html);
    }
  });

  it("names what a first page loads next, with the page alone", async () => {
    const linkOf = async (path: string) => (await get(path)).headers["link"];
    const start =
      "</assets/app-1a2b.js>; rel=modulepreload, </assets/app-1a2b.css>; rel=preload; as=style; crossorigin";
    expect([await linkOf("/"), await linkOf("/synthesize")]).toEqual([start, start]);
    expect(await linkOf("/logs/?q=level:ERROR")).toBe("</assets/logs-1a2b.js>; rel=modulepreload");
    for (const path of ["/settings", "/assets/app-1a2b.js", "/gone.js"]) expect(await linkOf(path)).toBeUndefined();
  });

  it("serves the page under an id of any characters", async () => {
    for (const path of [
      "/request/a%2Fb%20c",
      "/request/a.b",
      "/workflow/..%2F..%2Fx",
      "/session/100%25",
      "/error/TTS%20/%20a.b%20(%23)",
      "/replay/a.b",
    ])
      expect([path, (await get(path)).status]).toEqual([path, 200]);
    for (const path of ["/request/%", "/requests/a.b", "/request.js"])
      expect([path, (await get(path)).status]).toEqual([path, 404]);
  });

  it("has the worker and the manifest of the page asked for each time, for the whole origin", async () => {
    for (const [path, type] of [
      ["/offline-worker.js", "text/javascript; charset=utf-8"],
      ["/manifest.webmanifest", "application/manifest+json"],
    ]) {
      const { status, headers } = await get(path!);
      expect([status, headers["content-type"], headers["cache-control"]]).toEqual([200, type, "no-cache"]);
    }
  });

  it("serves hashed files with their type and for ever", async () => {
    const { status, headers } = await get("/assets/app-1a2b.js");
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
    });
  });

  it.each([
    "/assets/gone-1a2b.js",
    "/assets/gone",
    "/favicon.ico",
    "/mts.ai.audiogram.tts.v2.TTS/Synthesize",
    "/realms/demo/anything",
    "/clients/x/requests",
    "/bridge",
    "//other.example/",
    "/%",
    "/a%00b",
  ])("answers 404, not the page, for %s", async (path) => {
    const { status, headers, body } = await get(path);
    expect([status, headers["content-type"]]).toEqual([404, "text/plain; charset=utf-8"]);
    expect(body.toString()).toBe("Not found\n");
  });

  it.each(["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/assets/../../secret.txt", "/..\\secret.txt"])(
    "does not leave the folder for %s",
    async (path) => {
      const { status, body } = await get(path);
      expect([status, body.toString()]).toEqual([404, "Not found\n"]);
    },
  );

  it("lets the worker of jq compile WebAssembly, and nothing else", async () => {
    const policyOf = async (path: string) => String((await get(path)).headers["content-security-policy"]);
    const strict = await policyOf("/");
    expect(strict).not.toContain("wasm");
    expect(await policyOf("/assets/jq-worker-1a2b.js")).toBe(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; " +
        "require-trusted-types-for 'script'; trusted-types 'none'",
    );
    for (const path of ["/assets/app-1a2b.js", "/assets/jq-worker-1a2b.js.map", "/jq-worker-1a2b.js", "/logs"]) {
      expect(await policyOf(path), path).toBe(strict);
    }
  });

  it("sends the strict policy with every answer", async () => {
    for (const path of ["/", "/assets/app-1a2b.js", "/gone.js"]) {
      const { headers } = await get(path);
      const policy = String(headers["content-security-policy"]);
      expect(policy).toContain("require-trusted-types-for 'script'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).not.toContain("unsafe");
      expect(headers).toMatchObject({
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
      });
      expect(headers["permissions-policy"]).toContain("microphone=(self)");
    }
  });

  it("lets the page call the origins named, by WebSockets too, and otherwise only its own", async () => {
    expect((await get("/")).headers["content-security-policy"]).toContain("connect-src 'self';");
    const origins = ["https://speech.example", "http://127.0.0.1:9000"];
    const other = createServer(await loadStaticFiles(join(folder, "page"), origins)).listen(0, "127.0.0.1");
    await new Promise((listening) => other.once("listening", listening));
    const answer = await fetch(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`);
    other.close();
    expect(answer.headers.get("content-security-policy")).toContain(
      "connect-src 'self' https://speech.example wss://speech.example http://127.0.0.1:9000 ws://127.0.0.1:9000;",
    );
  });

  it("answers 304 to the tag it gave, for each encoding its own", async () => {
    const plain = await get("/");
    const packed = await get("/", { "accept-encoding": "gzip" });
    expect(packed.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(packed.body).toString()).toBe(html);
    expect(packed.headers.etag).not.toBe(plain.headers.etag);

    const again = { "accept-encoding": "gzip", "if-none-match": `"x", W/${String(packed.headers.etag)}` };
    const { status, headers, body } = await get("/", again);
    expect([status, body.length, headers["cache-control"]]).toEqual([304, 0, "no-cache"]);
    expect((await get("/", { ...again, "accept-encoding": "identity" })).status).toBe(200);
  });

  it("packs with Brotli for who takes it, under a tag of its own", async () => {
    const packed = await get("/", { "accept-encoding": "gzip, deflate, br, zstd" });
    expect(packed.headers).toMatchObject({ "content-encoding": "br", vary: "accept-encoding" });
    expect(brotliDecompressSync(packed.body).toString()).toBe(html);
    expect(packed.headers.etag).not.toBe((await get("/", { "accept-encoding": "gzip" })).headers.etag);
    const refused = await get("/", { "accept-encoding": "br;q=0, gzip;q=0.5" });
    expect(refused.headers["content-encoding"]).toBe("gzip");
  });

  it("does not pack for a client that refuses gzip, nor what is small or packed already", async () => {
    expect((await get("/", { "accept-encoding": "gzip;q=0" })).headers["content-encoding"]).toBeUndefined();
    expect((await get("/icon.svg", { "accept-encoding": "gzip" })).headers["content-encoding"]).toBeUndefined();
    expect((await get("/assets/one-1a2b.png", { "accept-encoding": "gzip" })).body).toHaveLength(4000);
  });

  it("answers HEAD with the headers of GET and no body, and nothing else but those two", async () => {
    const head = await get("/", {}, "HEAD");
    expect([head.status, head.headers["content-length"], head.body.length]).toEqual([200, String(html.length), 0]);
    const post = await get("/", {}, "POST");
    expect([post.status, post.headers.allow]).toEqual([405, "GET, HEAD"]);
    // gRPC clients read 404 as UNIMPLEMENTED.
    expect((await get("/mts.ai.audiogram.tts.v9.TTS/Synthesize", {}, "POST")).status).toBe(404);
  });

  it("names the folder that holds no page", async () => {
    await expect(loadStaticFiles(join(folder, "page/assets"))).rejects.toThrow(/no console\.html in .*assets/);
  });
});
