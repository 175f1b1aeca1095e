// Requests of `npm run fleet`, in a process of their own: bodies of the console's encoder, made beforehand and posted over and over as
// fast as the answers come, which costs less than the outboxes of many browsers. Reads `Posts` from its parent, and answers with `Played`.
import { Agent, request } from "node:http";
import { generateCalls } from "../../src/sample-log/generate-calls.ts";
import { encodeRecords } from "../../src/shipping/otlp/encode-records.ts";
import type { Played } from "./browsers.ts";
import { shippingTarget } from "./shipping-target.ts";

/** What is posted. */
export interface Posts {
  endpoint: string;
  /** Records of one request. */
  records: number;
  /** Requests under way at a time, each on a connection of its own. */
  connections: number;
  lengthMs: number;
}

const events = [...generateCalls(20_000, { seed: 11 })];
const differentBodies = 20;

process.on("message", (posts: Posts) => void post(posts).then((played) => process.send!(played)));
process.send!("ready");

async function post({ endpoint, records, connections, lengthMs }: Posts): Promise<Played> {
  const bodies = await Promise.all(
    Array.from({ length: differentBodies }, async (_, at) => {
      const start = (at * records) % (events.length - records);
      const rows = events.slice(start, start + records).map((event) => ({ event }));
      const [part] = await encodeRecords(rows, shippingTarget(endpoint));
      return Buffer.from(await part!.gzipped.arrayBuffer());
    }),
  );
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const played: Played = {
    offered: 0,
    taken: 0,
    answers: {},
    sentBytes: 0,
    lagsMs: [],
    cpuSeconds: 0,
    seconds: lengthMs / 1000,
  };
  const before = process.cpuUsage();
  const startedMs = performance.now();
  const endsMs = startedMs + lengthMs;
  const send = async (body: Buffer) => {
    const sentMs = performance.now();
    const status = await postOnce(`${endpoint}/v1/logs`, body, agent);
    played.offered += records;
    played.sentBytes += body.length;
    played.answers[status] = (played.answers[status] ?? 0) + 1;
    if (status !== "200") return;
    played.taken += records;
    played.lagsMs.push(performance.now() - sentMs);
  };
  await Promise.all(
    Array.from({ length: connections }, async (_, at) => {
      for (let next = at; performance.now() < endsMs; next++) await send(bodies[next % bodies.length]!);
    }),
  );
  played.seconds = (performance.now() - startedMs) / 1000;
  agent.destroy();
  const { user, system } = process.cpuUsage(before);
  return { ...played, cpuSeconds: (user + system) / 1e6 };
}

function postOnce(url: string, body: Buffer, agent: Agent): Promise<string> {
  const headers = { "content-type": "application/json", "content-encoding": "gzip", "content-length": body.length };
  return new Promise((resolve) => {
    const sent = request(url, { method: "POST", agent, headers }, (response) => {
      response.resume();
      response.on("end", () => resolve(String(response.statusCode)));
    });
    sent.on("error", () => resolve("failed"));
    sent.end(body);
  });
}
