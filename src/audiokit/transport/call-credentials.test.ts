import { Code, ConnectError, createClient, createRouterTransport, type HandlerContext } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { drain } from "../../../test/support/logged-calls.ts";
import { STT } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { TTS } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { addCredentials, type CallCredentials } from "./call-credentials.ts";
import { replayableRequest } from "./replayable-request.ts";

/** A platform that takes one token only, and a page that has another one until it is renewed. */
function setup(change: Partial<CallCredentials> = {}, held = "old") {
  const seen: (string | null)[] = [];
  const heard: (string | undefined)[][] = [];
  const renewals: string[] = [];
  let token = held;
  const guard = ({ requestHeader }: HandlerContext) => {
    seen.push(requestHeader.get("authorization"));
    if (requestHeader.get("authorization") !== "Bearer good") throw new ConnectError("no", Code.PermissionDenied);
  };
  const transport = createRouterTransport(
    (router) =>
      void router
        .service(TTS, {
          getModelsInfo: (_, context) => (guard(context), {}),
          async *streamingSynthesize(_, context) {
            guard(context);
            yield await Promise.resolve({ audio: new Uint8Array(2) });
            throw new ConnectError("the right ended", Code.PermissionDenied);
          },
        })
        .service(STT, {
          async *recognize(messages, context) {
            // The headers go ahead, as over the bridge; the refusal comes after the first message.
            const turn: (string | undefined)[] = [];
            heard.push(turn);
            for await (const { streamingRequest } of messages) {
              turn.push(streamingRequest.case);
              if (turn.length === 2) guard(context);
            }
            yield { isFinal: true };
          },
        }),
    {
      transport: {
        interceptors: [
          addCredentials({
            token: () => Promise.resolve(token),
            renewToken: (refused) => {
              renewals.push(refused);
              token = "good";
              return Promise.resolve(true);
            },
            ...change,
          }),
        ],
      },
    },
  );
  const clients = { tts: createClient(TTS, transport), stt: createClient(STT, transport) };
  return { ...clients, seen, heard, renewals, turn: (fresh: string) => (token = fresh) };
}

async function* speech() {
  yield { streamingRequest: { case: "config", value: {} } } as const;
  for (let i = 0; i < 3; i++) {
    await Promise.resolve();
    yield { streamingRequest: { case: "audio", value: new Uint8Array(2) } } as const;
  }
}

describe("addCredentials", () => {
  it("sends a refused call once more with the renewed token", async () => {
    const { tts, seen, renewals } = setup();
    await tts.getModelsInfo({});
    expect([seen, renewals]).toEqual([["Bearer old", "Bearer good"], ["old"]]);
  });

  it("does not go on when the new token is refused as well", async () => {
    const { tts, seen } = setup({ renewToken: () => Promise.resolve(true) });
    await expect(tts.getModelsInfo({})).rejects.toMatchObject({ code: Code.PermissionDenied });
    expect(seen).toEqual(["Bearer old", "Bearer old"]);
  });

  it("sends nothing twice when there is no other token, or when something else failed", async () => {
    const { tts, seen } = setup({ renewToken: () => Promise.resolve(false) });
    await expect(tts.getModelsInfo({})).rejects.toMatchObject({ code: Code.PermissionDenied });
    expect(seen).toEqual(["Bearer old"]);
    const other = setup();
    await expect(other.stt.fileRecognize({})).rejects.toMatchObject({ code: Code.Unimplemented });
    expect(other.renewals).toEqual([]);
  });

  it("begins a refused live stream once more with everything that was sent", async () => {
    const { stt, seen, heard } = setup();
    await drain(stt.recognize(speech()));
    expect(seen).toEqual(["Bearer old", "Bearer good"]);
    expect(heard.at(-1)).toEqual(["config", "audio", "audio", "audio"]);
  });

  it("does not repeat a stream whose answer has begun", async () => {
    const { tts, seen, renewals } = setup({}, "good");
    await expect(drain(tts.streamingSynthesize({}))).rejects.toMatchObject({ rawMessage: "the right ended" });
    expect([seen, renewals]).toEqual([["Bearer good"], []]);
  });

  it("adds the metadata that fits the call's token", async () => {
    const asked: boolean[] = [];
    const { tts, seen } = setup({
      token: () => Promise.resolve(undefined),
      metadata(hasToken) {
        asked.push(hasToken);
        return { authorization: "Bearer good" };
      },
    });
    await tts.getModelsInfo({});
    expect([asked, seen]).toEqual([[false], ["Bearer good"]]);
  });
});

describe("replayableRequest", () => {
  async function* numbers(end: () => void) {
    try {
      for (let i = 0; i < 10; i++) yield await Promise.resolve(i);
    } finally {
      end();
    }
  }

  it("gives a second reader everything, even what the first still waits for", async () => {
    const replay = replayableRequest(numbers(() => undefined));
    const first = replay.open();
    expect([(await first.next()).value, (await first.next()).value]).toEqual([0, 1]);
    const waiting = first.next();
    expect(await Array.fromAsync(replay.open())).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    await waiting;
  });

  it("can no longer be begun again when more has gone than is kept", async () => {
    const replay = replayableRequest(
      numbers(() => undefined),
      3,
    );
    await Array.fromAsync(replay.open());
    expect(replay.isWhole).toBe(false);
  });

  it("ends its source when its reader leaves after it was settled", async () => {
    let ended = false;
    const replay = replayableRequest(numbers(() => (ended = true)));
    const reader = replay.open();
    await reader.next();
    replay.settle();
    await reader.return(undefined);
    expect(ended).toBe(true);
  });
});
