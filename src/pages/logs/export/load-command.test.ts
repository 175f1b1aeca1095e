import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { afterEach, expect, it } from "vitest";
import { exploredLog } from "../../../../test/support/explored-log.ts";
import { systemFile, type OtherSystem } from "../../../export/other-systems/system-file.ts";
import { renderJsonLine } from "../../../logging/render-line.ts";
import { loadCommand } from "./load-command.ts";

const clean: (() => Promise<unknown>)[] = [];
afterEach(async () => void (await Promise.all(clean.splice(0).map((end) => end()))));

interface Received {
  url: string | undefined;
  headers: Record<string, unknown>;
  body: string;
}

/** A server that answers all requests but those of `refuses`, and what it got. */
async function receiver(refuses: (index: number) => boolean = () => false) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      response.statusCode = refuses(received.length) ? 400 : 200;
      received.push({ url: request.url, headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  clean.push(() => new Promise((resolve) => server.close(resolve)));
  return { received, origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}` };
}

/** Saves a file in a folder, and runs its command there, with another receiver in it. */
async function load(system: OtherSystem, name: string, content: string | Buffer, origin: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "load-"));
  clean.push(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, name), content);
  const command = loadCommand(system, name).replace(/https?:\/\/localhost:\d+/, origin);
  const env = { ...process.env, ES_API_KEY: "es-key", SPLUNK_HEC_TOKEN: "hec-token" };
  // A refused part is the last one in one of the tests.
  await promisify(execFile)("sh", ["-c", command], { cwd: folder, env }).catch((error: { code?: number }) => {
    if (error.code !== 22) throw error as Error;
  });
  return folder;
}

const jsonl = new Blob([[...exploredLog(6_000)].map((event) => `${renderJsonLine(event)}\n`).join("")]);
const systems = ["elasticsearch", "splunk", "loki"] as const;
const details = {
  elasticsearch: { path: "/logs-audiokit-default/_bulk", authorization: "ApiKey es-key" },
  splunk: { path: "/services/collector/event", authorization: "Splunk hec-token" },
  loki: { path: "/loki/api/v1/push", authorization: undefined },
};

it.each(systems)(
  "the command sends a saved file as a whole, packed or not, and leaves nothing beside it: %s",
  async (system) => {
    const text = await (await systemFile(jsonl, system)).text();
    for (const name of ["log-events_service-TTS.ndjson", "log.ndjson.gz"]) {
      const { received, origin } = await receiver();
      const folder = await load(system, name, name.endsWith(".gz") ? gzipSync(text) : text, origin);
      expect(received.length).toBeGreaterThan(1);
      expect(received.map(({ body }) => body).join("")).toBe(text);
      expect(received.every(({ url }) => url!.startsWith(details[system].path))).toBe(true);
      expect(received.map(({ headers }) => headers["authorization"])).toEqual(
        received.map(() => details[system].authorization),
      );
      expect(await readdir(folder)).toEqual([name]);
    }
  },
);

it("a part of Elasticsearch's begins with an action, so that none is cut off from its document", async () => {
  const { received, origin } = await receiver();
  await load("elasticsearch", "log.ndjson", await (await systemFile(jsonl, "elasticsearch")).text(), origin);
  expect(received.every(({ body }) => body.startsWith('{"create":{"_id":"'))).toBe(true);
});

it("a part that was refused stays beside the file", async () => {
  const { received, origin } = await receiver((index) => index === 1);
  const text = await (await systemFile(jsonl, "splunk")).text();
  const folder = await load("splunk", "log.json", text, origin);
  expect(received.map(({ body }) => body).join("")).toBe(text);
  expect(await readdir(folder)).toEqual(["log.json", "log.json.part-aaab"]);
});
