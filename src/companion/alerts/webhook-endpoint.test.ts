import { createServer, type RequestListener } from "node:http";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { localServers } from "../../../test/support/servers/local-servers.ts";
import { alertWebhookPath, type AlertNote } from "../../wire/alert-note.ts";
import { createWebhookEndpoint } from "./webhook-endpoint.ts";

const { open, listen: listenOn } = localServers();

function listen(handler: RequestListener): Promise<string> {
  const server = createServer(handler);
  const address = listenOn(server);
  open.push(() => server.closeAllConnections());
  return address;
}

const note: AlertNote = {
  ...{ status: "firing", rule: "TTS success under 96 %", severity: "critical", query: "service:TTS" },
  ...{ value: 0.91, threshold: 0.96, rows: 80, at: "2026-11-29T10:00:00.000Z", link: "http://localhost/alerts?rule=r" },
};

/** A companion with one webhook, whose receiver answers with a status and keeps what it got. */
async function setup({ status = 200, answers = true } = {}) {
  const received: unknown[] = [];
  const receiver = await listen(async (request, response) => {
    received.push(JSON.parse(await text(request)));
    if (answers) response.writeHead(status, { location: "http://127.0.0.1:1/" }).end();
  });
  const clock = { nowMs: 0 };
  const own = await listen(createWebhookEndpoint([`${receiver}/hooks/s3cret`], () => clock.nowMs));
  const post = (body: string = JSON.stringify(note), headers: Record<string, string> = {}) =>
    fetch(own + alertWebhookPath, {
      ...{ method: "POST", body },
      headers: { origin: own, "content-type": "application/json", ...headers },
    });
  return { post, received, clock, receiver, own };
}

describe("createWebhookEndpoint", () => {
  it("passes a note on as JSON, with a text for chats", async () => {
    const { post, received } = await setup();
    const response = await post();
    expect(await response.json()).toEqual({ delivered: 1, failed: [] });
    expect(received).toEqual([
      { text: "Alert: TTS success under 96 % (0.91, of 80 rows) http://localhost/alerts?rule=r", ...note },
    ]);
  });

  it("says the host and the reason of a webhook that did not take it, and nothing else of its address", async () => {
    const { post, receiver } = await setup({ status: 500 });
    const body = await (await post()).text();
    expect(JSON.parse(body)).toEqual({ delivered: 0, failed: [{ host: new URL(receiver).host, problem: "HTTP 500" }] });
    expect(body).not.toContain("s3cret");
  });

  it("follows no redirect", async () => {
    const { post, received } = await setup({ status: 302 });
    expect(await (await post()).json()).toMatchObject({ failed: [{ problem: "HTTP 302" }] });
    expect(received).toHaveLength(1);
  });

  it("takes notes of its own page only", async () => {
    const { post, received, own } = await setup();
    expect((await post(undefined, { origin: "https://other.example" })).status).toBe(403);
    expect((await fetch(own + alertWebhookPath, { method: "POST", body: JSON.stringify(note) })).status).toBe(403);
    expect(received).toEqual([]);
  });

  it("refuses what is no note, is too large, or comes too often", async () => {
    const { post, received, clock } = await setup();
    const statuses = async (...bodies: string[]) => {
      const responses = await Promise.all(bodies.map((body) => post(body)));
      return responses.map(({ status }) => status);
    };
    const bad = ["{", "[]", JSON.stringify({ ...note, url: "http://x" }), JSON.stringify({ ...note, rows: "80" })];
    expect(await statuses(...bad)).toEqual([400, 400, 400, 400]);
    expect(await statuses(JSON.stringify({ ...note, rule: "x".repeat(20_000) }))).toEqual([413]);
    expect((await post(undefined, { "content-type": "text/plain" })).status).toBe(415);
    expect(received).toEqual([]);
    await statuses(...Array<string>(25).fill("{}"));
    expect((await post()).status).toBe(429);
    clock.nowMs = 60_001;
    expect((await post()).status).toBe(200);
  });
});
