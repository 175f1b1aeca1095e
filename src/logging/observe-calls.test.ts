import { Code, ConnectError, createClient, createRouterTransport, type ServiceImpl } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { drain } from "../../test/support/logged-calls.ts";
import { TTS } from "../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { observeCalls, type ObserveCall } from "./observe-calls.ts";

/** Notes what it is told, in order; a name in `throwsAt` makes it throw there. */
function recorder(throwsAt: string[] = []) {
  const notes: string[] = [];
  const note = (name: string, noted = name) => {
    notes.push(noted);
    if (throwsAt.includes(name)) throw new Error(name);
  };
  const observe: ObserveCall = ({ method }) => {
    note(method.name);
    return {
      start: () => note("start"),
      sent: () => note("sent"),
      headers: () => note("headers"),
      received: () => note("received"),
      end: (end) => note("end", "error" in end ? `${end.outcome}: ${end.error.rawMessage}` : end.outcome),
    };
  };
  return { notes, observe };
}

function client(platform: Partial<ServiceImpl<typeof TTS>>, ...observers: ObserveCall[]) {
  const interceptors = [observeCalls(...observers)];
  return createClient(
    TTS,
    createRouterTransport((router) => void router.service(TTS, platform), { transport: { interceptors } }),
  );
}

const twoChunks = {
  async *streamingSynthesize() {
    yield { audio: new Uint8Array(1) };
    yield { audio: new Uint8Array(1) };
  },
} satisfies Partial<ServiceImpl<typeof TTS>>;

describe("every observer of a call", () => {
  it("is told of its start, messages, headers and end, in their order", async () => {
    const [first, second] = [recorder(), recorder()];
    const tts = client({ synthesize: () => ({}), ...twoChunks }, first.observe, second.observe);
    await tts.synthesize({});
    await drain(tts.streamingSynthesize({}));
    expect(first.notes).toEqual([
      ...["Synthesize", "sent", "start", "headers", "received", "success"],
      ...["StreamingSynthesize", "sent", "start", "headers", "received", "received", "success"],
    ]);
    expect(second.notes).toEqual(first.notes);
  });

  it("is told of one end, and of what a failure was", async () => {
    const { notes, observe } = recorder();
    const tts = client(
      { ...twoChunks, synthesize: () => Promise.reject(new ConnectError("no", Code.Internal)) },
      observe,
    );
    await expect(tts.synthesize({})).rejects.toThrow();
    const leave = new AbortController();
    await drain(tts.streamingSynthesize({}, { signal: leave.signal }), 1);
    leave.abort();
    expect(notes.filter((note) => /^(success|cancelled|deadline|failure)/.test(note))).toEqual([
      "failure: no",
      "cancelled",
    ]);
  });

  it("is told all of it when another one throws, and the call is none the worse", async () => {
    const [faulty, sound] = [recorder(["start", "sent", "headers", "received", "end"]), recorder()];
    const tts = client(twoChunks, faulty.observe, sound.observe);
    await drain(tts.streamingSynthesize({}));
    expect(faulty.notes).toEqual(sound.notes);
    expect(sound.notes.at(-1)).toBe("success");
  });
});
