import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { tokenPath } from "../../src/wire/paths.ts";
import { whyNoEnvoy } from "../e2e/connection-paths.ts";
import { startCompanion, type Companion } from "../support/servers/companion.ts";
import { projectFolder } from "../support/folders.ts";
import { findPythonClient, type PythonClient } from "./python-client.ts";

const clip = join(projectFolder, "test/fixtures/speech/goforward.wav");
const overLimitBytes = 62_914_561;
const found = await findPythonClient();
const noPython = "missing" in found ? found.missing : undefined;
const noEnvoy = await whyNoEnvoy();
afterAll(() => ("missing" in found ? undefined : found.close()));

/** A program that serves for the tests of one `describe`. */
function serveWith(...words: string[]) {
  const missing = noPython ?? (words.includes("--envoy") ? noEnvoy : undefined);
  let companion: Companion | undefined;
  let url: URL;
  beforeEach(({ skip }) => skip(missing !== undefined, missing));
  beforeAll(async () => {
    if (missing !== undefined) return;
    companion = startCompanion("--port", "0", ...words);
    url = await companion.ready;
  });
  afterAll(async () => {
    if (companion === undefined) return;
    companion.signal("SIGINT");
    expect(await companion.ended).toMatchObject({ code: 0 });
    expect(companion.isAnyLeft()).toBe(false);
  });
  return {
    call: (method: string, options?: object) => (found as PythonClient).call(url.host, method, options),
    token: async (clientSecret = "demo-secret") => {
      const form = { grant_type: "client_credentials", client_id: "demo-client", client_secret: clientSecret };
      return fetch(new URL(tokenPath, url), { method: "POST", body: new URLSearchParams(form) });
    },
  };
}

const idOf = (prefix: string) => new RegExp(`^${prefix}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`);

/** The identity that the platform gives to a call. */
function expectIdentity(metadata: Record<string, string>, prefix: string, clientId = ""): void {
  expect(metadata["request_id"]).toMatch(idOf(prefix));
  expect(metadata["request_id"]).toBe(`${prefix}-${metadata["request-id"]}`);
  expect(metadata["client_id"]).toBe(clientId);
}

describe.each([
  { leg: "direct", words: [] },
  { leg: "through Envoy", words: ["--envoy"] },
])("Python's grpcio, $leg", ({ words }) => {
  const { call, token } = serveWith(...words);

  it("lists the voices", async () => {
    const { code, metadata, names, sentAtMs } = await call("speech_models");
    expect(code).toBe("OK");
    expectIdentity(metadata, "MI");
    expect(names).toEqual(expect.arrayContaining(["borisova", "gavrilov"]));
    expect(Math.abs(Date.now() - sentAtMs)).toBeLessThan(3_600_000);
  });

  it("lists the recognition models", async () => {
    const { code, metadata, names } = await call("recognition_models");
    expect([code, names]).toEqual(["OK", ["moonshine-tiny-en"]]);
    expectIdentity(metadata, "MI");
  });

  it("gets a sentence as one WAV", async () => {
    const { code, metadata, wav } = await call("synthesize", { text: "Проверка связи прошла успешно.", rate: 22050 });
    expect(code).toBe("OK");
    expectIdentity(metadata, "FS");
    expect(wav).toMatchObject({ rate: 22050, channels: 1 });
    expect(wav.seconds).toBeGreaterThan(1);
    expect(wav.peak).toBeGreaterThan(1000);
  });

  it("gets a text as a stream of pieces after its metadata", async () => {
    const { code, metadata, sizes } = await call("synthesize_stream", {
      text: "Раз, два, три, четыре, пять. ",
      repeat: 5,
    });
    expect(code).toBe("OK");
    expectIdentity(metadata, "SS");
    expect(sizes.length).toBeGreaterThan(1);
  });

  it("reads what a human says in a file", async () => {
    const { code, metadata, phrases } = await call("recognize", { file: clip });
    expect(code).toBe("OK");
    expectIdentity(metadata, "FR");
    expect(phrases.join(" ").toLowerCase()).toContain("go forward");
  });

  it("gets the metadata of a two-way stream before it sends any sound, and the same words in the end", async () => {
    const { code, metadata, finals, interim } = await call("recognize_stream", { file: clip, interim: true });
    expect(code).toBe("OK");
    expectIdentity(metadata, "SR");
    expect(finals.join(" ").toLowerCase()).toContain("go forward");
    expect(interim).toBeGreaterThan(0);
  });

  it("uploads 20 MB", async () => {
    expect(await call("recognize_silence", { bytes: 20_000_000 })).toMatchObject({ code: "OK", phrases: [] });
  });

  it("is refused a message over the limit", async () => {
    expect((await call("recognize_silence", { bytes: overLimitBytes })).code).toBe("RESOURCE_EXHAUSTED");
  });

  it("learns what was wrong with its request, and still who the call was", async () => {
    const { code, details, metadata } = await call("synthesize", { text: "раз", voice: "nobody" });
    expect([code, details]).toEqual(["INVALID_ARGUMENT", expect.stringContaining("voice_name")]);
    expectIdentity(metadata, "FS");
  });

  it("ends a long synthesis by its deadline or by cancelling, and the engine is free again", async () => {
    // Hours of speech: an engine that went on with it would keep the next call waiting past its own deadline.
    const long = { text: "Это очень длинный текст, который никто не дослушает. ", repeat: 10_000 };
    expect(await call("synthesize", { ...long, timeout: 1 })).toMatchObject({ code: "DEADLINE_EXCEEDED" });
    expect(await call("synthesize_stream", { ...long, cancelAfter: 1 })).toMatchObject({ code: "CANCELLED" });
    expect(await call("synthesize", { text: "Готово.", timeout: 20 })).toMatchObject({ code: "OK" });
  });

  it("gets a token and is known by it", async () => {
    const answer = await token();
    const { access_token } = (await answer.json()) as { access_token: string };
    const { metadata } = await call("speech_models", { token: access_token });
    expectIdentity(metadata, "MI", "demo-client");
    expect((await token("wrong")).status).toBe(401);
  });
});

describe("Python's grpcio where a token is required", () => {
  const { call, token } = serveWith("--require-token");

  it("is refused without a valid token and served with one", async () => {
    for (const options of [{}, { token: "a.b.c" }]) {
      const { code, metadata } = await call("speech_models", options);
      expect(code).toBe("PERMISSION_DENIED");
      expectIdentity(metadata, "MI");
    }
    const { access_token } = (await (await token()).json()) as { access_token: string };
    expect(await call("speech_models", { token: access_token })).toMatchObject({ code: "OK" });
  });

  it("is refused a two-way stream before it sends its configuration", async () => {
    expect((await call("recognize_stream", { file: clip })).code).toBe("PERMISSION_DENIED");
  });
});
