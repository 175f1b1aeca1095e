import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { startCompanion, type Companion } from "../../test/support/servers/companion.ts";
import { healthPath } from "../wire/paths.ts";

const started: Companion[] = [];
afterEach(() => {
  for (const companion of started.splice(0)) if (companion.isAnyLeft()) companion.signal("SIGKILL");
});

function start(...words: string[]): Companion {
  const companion = startCompanion(...words);
  started.push(companion);
  return companion;
}

/** Has the speech engine started by a first call. */
async function speak(url: URL): Promise<void> {
  const answer = await fetch(new URL("/mts.ai.audiogram.tts.v2.TTS/Synthesize", url), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ text: "раз", voiceName: "borisova", encoding: "LINEAR_PCM", sampleRateHertz: 16000 }),
  });
  expect(await answer.json()).toHaveProperty("audio");
}

describe("the companion program", () => {
  it("says where it is ready and that it serves gRPC-Web itself", async () => {
    const companion = start("--port", "0");
    const url = await companion.ready;
    expect(url.hostname).toBe("127.0.0.1");
    expect(await (await fetch(new URL(healthPath, url))).text()).toBe("ok\n");
    companion.signal("SIGINT");
    const { code, stdout, stderr } = await companion.ended;
    expect(stdout).toContain(`AudioKit Console is ready: ${url.href}\ngRPC-Web is served directly, without Envoy`);
    expect([code, stderr]).toEqual([0, ""]);
  });

  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("leaves no process behind after %s", async (signal) => {
    const companion = start("--port", "0");
    await speak(await companion.ready);
    companion.signal(signal);
    expect((await companion.ended).code).toBe(0);
    expect(companion.isAnyLeft()).toBe(false);
  });

  it("takes the same Ctrl-C twice, from the terminal and from npm, as one", async () => {
    const companion = start("--port", "0");
    await speak(await companion.ready);
    companion.signal("SIGINT");
    companion.signal("SIGINT");
    expect((await companion.ended).code).toBe(0);
  });

  it("stops while it starts", async () => {
    const companion = start("--port", "0");
    await once(companion.child, "spawn");
    await delay(200);
    companion.signal("SIGINT");
    await companion.ended;
    expect(companion.isAnyLeft()).toBe(false);
  });

  it("names a taken port and fails before it builds anything", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const { code, stdout, stderr } = await start("--port", String(port)).ended;
    server.close();
    // It also tells what others left that were killed.
    expect([code, stdout.replaceAll(/^A console was killed: .*\n/gm, "")]).toEqual([1, ""]);
    expect(stderr).toBe(`AudioKit Console: port ${port} of 127.0.0.1 is taken; choose another with --port\n`);
  });

  it("names a wrong option and where to read about options", async () => {
    const { code, stderr } = await start("--prot", "1").ended;
    expect(code).toBe(2);
    expect(stderr).toBe("AudioKit Console: unknown option: --prot\n`--help` lists the options.\n");
  });

  it("prints its options for --help and stops", async () => {
    const { code, stdout } = await start("--help").ended;
    expect(code).toBe(0);
    expect(stdout).toContain("--require-token");
  });

  it("warns when the network can reach it", async () => {
    const companion = start("--port", "0", "--host", "0.0.0.0");
    expect((await companion.ready).hostname).toBe("127.0.0.1");
    companion.signal("SIGINT");
    expect((await companion.ended).stderr).toMatch(/^Warning: 0\.0\.0\.0 is open to the network/);
  });
});
