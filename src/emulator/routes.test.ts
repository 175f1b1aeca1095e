import { Code, ConnectError, createClient, createRouterTransport } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { TTS } from "../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { maxMessageBytes } from "../wire/message-size.ts";
import { emulatorRoutes } from "./routes.ts";
import { createTokenIssuer, demoClient } from "./token.ts";

async function setup(requireToken: boolean) {
  const tokens = await createTokenIssuer();
  const synthesis = {
    synthesize: ({ sampleRateHertz }: { sampleRateHertz: number }) => ({ audio: new Uint8Array(sampleRateHertz) }),
  };
  const client = createClient(
    TTS,
    createRouterTransport(emulatorRoutes({ synthesis, recognition: {}, tokens, requireToken })),
  );
  const form = { grant_type: "client_credentials", client_id: demoClient.id, client_secret: demoClient.secret };
  const { body } = await tokens.answer("demo", new URLSearchParams(form));
  /** Calls with a credential and returns the `client_id` header of the answer. */
  const call = async (authorization?: string) => {
    let clientId: string | null = null;
    await client.synthesize(
      {},
      {
        headers: authorization === undefined ? {} : { authorization },
        onHeader: (headers) => (clientId = headers.get("client_id")),
      },
    );
    return clientId;
  };
  return { client, call, token: String(body["access_token"]) };
}

describe("emulatorRoutes", () => {
  it("serves a call without a token, or with a useless one, as nobody's", async () => {
    const { call } = await setup(false);
    expect(await call()).toBe("");
    expect(await call("Bearer nonsense")).toBe("");
  });

  it("names the token's client in the answer", async () => {
    const { call, token } = await setup(false);
    expect(await call(`Bearer ${token}`)).toBe("demo-client");
  });

  it("refuses a call without a valid token as PERMISSION_DENIED where one is required", async () => {
    const { call, token } = await setup(true);
    for (const credential of [undefined, "Bearer nonsense", `Basic ${token}`]) {
      await expect(call(credential), credential).rejects.toMatchObject({ code: Code.PermissionDenied });
    }
    expect(await call(`bearer ${token}`)).toBe("demo-client");
  });

  it("sends no message over the limit", async () => {
    const { client } = await setup(false);
    const over = client.synthesize({ sampleRateHertz: maxMessageBytes });
    await expect(over).rejects.toMatchObject({ code: Code.ResourceExhausted });
  });

  it("tells its host of its own faults and of nobody else's", async () => {
    const faults: string[] = [];
    const tokens = await createTokenIssuer();
    const synthesis = {
      synthesize({ voiceName }: { voiceName: string }) {
        if (voiceName === "") throw new ConnectError("voice_name: is missing", Code.InvalidArgument);
        throw new Error("engine gone");
      },
      // A stream that fails before its first message.
      async *streamingSynthesize(): AsyncGenerator<{ audio: Uint8Array }> {
        await Promise.reject(new ConnectError("engine died", Code.Internal));
        yield { audio: new Uint8Array() };
      },
    };
    const onFault = (operation: string, fault: unknown) => faults.push(`${operation}: ${(fault as Error).message}`);
    const routes = emulatorRoutes({ synthesis, recognition: {}, tokens, onFault });
    const client = createClient(TTS, createRouterTransport(routes));

    await expect(client.synthesize({})).rejects.toThrow("voice_name");
    expect(faults).toEqual([]);
    await expect(client.synthesize({ voiceName: "x" })).rejects.toThrow("internal error");
    await expect(client.streamingSynthesize({})[Symbol.asyncIterator]().next()).rejects.toThrow("engine died");
    expect(faults).toEqual([
      "mts.ai.audiogram.tts.v2.TTS/Synthesize: engine gone",
      "mts.ai.audiogram.tts.v2.TTS/StreamingSynthesize: [internal] engine died",
    ]);
  });

  it("answers UNIMPLEMENTED for a method that no part has", async () => {
    const { client } = await setup(false);
    await expect(client.voiceCloning({})).rejects.toMatchObject({ code: Code.Unimplemented });
  });
});
