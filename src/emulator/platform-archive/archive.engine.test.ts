import { createClient, createRouterTransport } from "@connectrpc/connect";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readClip } from "../../../test/support/speech-clips.ts";
import { englishConfig, streamOf } from "../../../test/support/stt-client.ts";
import { openPlatformArchive, type ArchiveVersion } from "../../audiokit/platform-archive/platform-archive.ts";
import { pcmBytes, readWav } from "../../audio/wav.ts";
import { createMoonshineEngine } from "../../companion/engines/moonshine/moonshine.ts";
import { createVad } from "../../companion/engines/vad.ts";
import {
  RecognitionConfig_VoiceActivityMarkEventsMode as MarksMode,
  STT,
} from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { createMemoryByteStore } from "../byte-store.ts";
import { createStt } from "../recognition/recognition.ts";
import { emulatorRoutes } from "../routes.ts";
import { archiveRecognition } from "./archived-recognition.ts";
import { archiveRoutes } from "./archive-routes.ts";
import { createArchive } from "./archive.ts";

const engines = [createMoonshineEngine()];
afterAll(() => Promise.all(engines.map((engine) => engine.close())));

const origin = "http://platform.test";
const noTokens = { verify: () => Promise.resolve(undefined) };

/** The platform in memory: its recognition, and its archive as the product's own client reads it. */
async function setup({ maxBytes = 1e9, requireToken = false } = {}) {
  let nowMs = Date.parse("2026-11-23T10:00:00Z");
  const archive = createArchive({ bytes: createMemoryByteStore(), maxBytes, now: () => (nowMs += 60_000) });
  const recognition = archiveRecognition(createStt({ engines, vad: await createVad() }), { archive, engines });
  const transport = createRouterTransport(emulatorRoutes({ synthesis: {}, recognition, tokens: noTokens }));
  const stt = createClient(STT, transport);
  const handle = archiveRoutes({ archive, ...(requireToken && { tokens: noTokens }) });
  const get = async (path: string, init?: RequestInit) => (await handle(new Request(origin + path, init)))!;
  const fetch = (url: string, init?: RequestInit) => handle(new Request(url, init)) as Promise<Response>;
  const open = (version: ArchiveVersion) =>
    openPlatformArchive({ baseUrl: origin, version, clientId: "demo-client", fetch });
  return { stt, get, handle, open };
}

async function platformWithTwo() {
  const platform = await setup();
  const clip = pcmBytes(await readClip("0890"));
  let fileId = "";
  const file = await platform.stt.fileRecognize(
    { config: englishConfig(), audio: clip },
    { headers: { external_trace_id: "trace one" }, onHeader: (headers) => (fileId = headers.get("request_id") ?? "") },
  );
  const marks = { vaResponseMode: MarksMode.VA_ENABLE, enableWordTimeOffsets: true };
  const answers = [];
  for await (const answer of platform.stt.recognize(streamOf(englishConfig(marks), clip, { interimResults: true }))) {
    answers.push(answer);
  }
  return { ...platform, clip, file, fileId, answers };
}

const prefix = (version: ArchiveVersion) => ({ 1: "", 2: "/archive/api/v2", 3: "/v3" })[version];

describe.each<ArchiveVersion>([1, 2, 3])("the archive, version %i", (version) => {
  let platform: Awaited<ReturnType<typeof platformWithTwo>>;
  beforeAll(async () => {
    platform = await platformWithTwo();
  });
  const client = `${prefix(version)}/clients/demo-client`;

  it("lists recognitions by client, trace, session and time, newest first", async () => {
    const archive = platform.open(version);
    const { requests } = await archive.list({});
    expect(requests).toHaveLength(2);
    const [stream, file] = requests as [(typeof requests)[0], (typeof requests)[0]];
    expect(file).toMatchObject({ traceId: "trace one", createdAt: "2026-11-23T10:01:00.000Z" });
    expect(file.requestId).toBe(version === 3 ? platform.fileId.slice(3) : platform.fileId);
    expect(stream.requestId).toMatch(version === 3 ? /^[0-9a-f-]{36}$/ : /^SR-[0-9a-f-]{36}$/);
    expect(stream.traceId).toBeUndefined();
    expect((await archive.list({ by: { traceId: "trace one" } })).requests).toEqual([file]);
    expect((await archive.list({ by: { sessionId: stream.sessionId! } })).requests).toEqual([stream]);
    expect((await archive.list({ by: { dateFrom: "2026-11-23T13:01:30+03:00" } })).requests).toEqual([stream]);
    expect((await archive.list({ by: { dateTo: "2026-11-23T10:01:30" } })).requests).toEqual([file]);
    expect((await archive.list({ by: { dateFrom: "2026-11-24" } })).requests).toEqual([]);
    const other = await platform.get(`${prefix(version)}/clients/somebody/requests`);
    expect(((await other.json()) as Record<string, unknown>)[version === 3 ? "result" : "data"]).toEqual([]);
  });

  it("gives sound, text with the times of words, and marks", async () => {
    const archive = platform.open(version);
    for (const { requestId } of (await archive.list({})).requests) {
      const wav = readWav(await archive.audio(requestId));
      expect(wav).toMatchObject({ coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 });
      expect(wav.samples).toEqual(platform.clip);
      const transcript = await archive.transcript(requestId);
      expect(transcript.text).toBe(platform.file.response[0]!.hypothesis!.transcript);
      expect(transcript.phrases[0]!.words.length).toBeGreaterThan(5);
      const marks = version === 3 ? transcript.vaMarks : await archive.vaMarks(requestId);
      expect(marks.map(({ type }) => type)).toEqual(["begin", "end"]);
    }
    expect(platform.file.response[0]!.hypothesis!.words).toEqual([]);
    expect(platform.answers.at(-1)!.hypothesis!.words.length).toBeGreaterThan(5);
  });

  it("refuses what it does not know, in its own shape", async () => {
    const missing = await platform.get(`${client}/requests/SR-00000000-0000-0000-0000-000000000000/transcript`);
    const query = version === 3 ? "?dateFrom=yesterday&limit=x" : "?dateFrom=yesterday";
    const invalid = await platform.get(`${client}/requests${query}`);
    expect([missing.status, invalid.status]).toEqual([404, 422]);
    const [absent, wrong] = (await Promise.all([missing.json(), invalid.json()])) as [object, object];
    if (version === 3) {
      expect(absent).toMatchObject({ status: "fail", result: null, alerts: [{ code: "not-found" }] });
      expect(wrong).toMatchObject({ alerts: [{ code: "validation_error" }, { code: "validation_error" }] });
      expect(wrong).toMatchObject({ rqid: expect.stringMatching(/^[0-9a-f]{32}$/) as string });
    } else {
      expect(absent).toEqual({ detail: "Not Found" });
      const detail = [{ loc: ["query", "dateFrom"], msg: "invalid datetime format", type: "value_error.datetime" }];
      expect(wrong).toEqual({ detail });
    }
    expect((await platform.get(`${client}/requests?dateFrom=2026-11-23T10:00:00+03:00`)).status).toBe(422);
    expect((await platform.get(`${client}/requests`, { method: "POST" })).status).toBe(405);
    expect((await platform.get(`${prefix(version)}/clients/demo-client/nothing`)).status).toBe(404);
  });

  it("answers its probes", async () => {
    for (const probe of ["liveness", "readiness"]) {
      expect(await (await platform.get(`${prefix(version)}/probes/${probe}`)).json()).toEqual({ status: "ok" });
    }
  });

  it("has or lacks the rest as its generation does", async () => {
    const [{ requestId }] = (await platform.open(version).list({})).requests as unknown as [{ requestId: string }];
    const spoofing = await platform.get(`${client}/requests/${requestId}/anti_spoofing_marks`);
    const full = await platform.get(`${client}/requests/${requestId}/full_request`);
    if (version === 3) {
      expect([spoofing.status, full.status]).toEqual([501, 501]);
      expect(await full.json()).toMatchObject({ alerts: [{ code: "not-implemented" }] });
      return;
    }
    expect(await spoofing.json()).toEqual({ data: [] });
    const boundary = /^multipart\/related; boundary="([^"]+)"/.exec(full.headers.get("content-type") ?? "")?.[1];
    const parts = Buffer.from(await full.arrayBuffer())
      .toString("latin1")
      .split(`--${String(boundary)}`);
    expect(parts).toHaveLength(4);
    expect(parts[1]).toContain('"languageCode":"en"');
    expect(parts[2]).toContain("content-type: audio/wav\r\n");
    expect(parts[2]).toContain("RIFF");
  });
});

describe("version 3 of the archive", () => {
  it("gives the size and ranges of the sound", async () => {
    const platform = await platformWithTwo();
    const path = `/v3/clients/demo-client/requests/${platform.fileId.slice(3)}/audio`;
    const whole = Buffer.from(await (await platform.get(path)).arrayBuffer());
    const head = await platform.get(path, { method: "HEAD" });
    expect([head.status, head.headers.get("content-length"), head.body]).toEqual([200, String(whole.length), null]);
    for (const [range, start, end] of [
      ["bytes=10-99", 10, 100],
      ["bytes=44-", 44, whole.length],
      ["bytes=-7", whole.length - 7, whole.length],
      ["bytes=100-99999999", 100, whole.length],
    ] as const) {
      const part = await platform.get(path, { headers: { range } });
      expect([part.status, part.headers.get("content-range")]).toEqual([
        206,
        `bytes ${String(start)}-${String(end - 1)}/${String(whole.length)}`,
      ]);
      expect(Buffer.from(await part.arrayBuffer()).equals(whole.subarray(start, end))).toBe(true);
    }
    const beyond = await platform.get(path, { headers: { range: `bytes=${String(whole.length)}-` } });
    expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, `bytes */${String(whole.length)}`]);
    expect((await platform.get(path, { headers: { range: "bytes=9-2" } })).status).toBe(200);
  });

  it("asks for a token where the platform does; the older ones never do", async () => {
    const { get } = await setup({ requireToken: true });
    expect((await get("/v3/clients/demo-client/requests")).status).toBe(401);
    expect((await get("/clients/demo-client/requests")).status).toBe(200);
    expect((await get("/v3/probes/liveness")).status).toBe(200);
  });
});

describe("what is archived", () => {
  it("is limited: the oldest make room", async () => {
    const clip = pcmBytes(await readClip("goforward"));
    const { stt, open } = await setup({ maxBytes: clip.length * 2.5 });
    for (let count = 0; count < 3; count++) await stt.fileRecognize({ config: englishConfig(), audio: clip });
    const { requests } = await open(3).list({});
    expect(requests.map(({ createdAt }) => createdAt.slice(14, 16))).toEqual(["03", "02"]);
  });

  it("is a stream that its caller left, as far as it went, and no file that was refused", async () => {
    const { stt, open } = await setup();
    const clip = pcmBytes(await readClip("0890"));
    const left = new AbortController();
    const stream = stt.recognize(streamOf(englishConfig(), clip, { interimResults: true }), { signal: left.signal });
    await expect(
      (async () => {
        for await (const answer of stream) left.abort(answer);
      })(),
    ).rejects.toThrow();
    await expect(stt.fileRecognize({ config: englishConfig(), audio: new Uint8Array(3) })).rejects.toThrow();
    await expect.poll(async () => (await open(1).list({})).requests.length).toBe(1);
    const [{ requestId }] = (await open(1).list({})).requests as unknown as [{ requestId: string }];
    const { samples } = readWav(await open(1).audio(requestId));
    expect(samples.length).toBeGreaterThan(0);
    expect(samples).toEqual(clip.subarray(0, samples.length));
  });

  it("leaves what is not its own to others", async () => {
    const { handle } = await setup();
    for (const path of ["/", "/archive", "/clients", "/logs/clients/x", "/v30/clients/x/requests"]) {
      expect(await handle(new Request(origin + path))).toBeUndefined();
    }
  });
});
