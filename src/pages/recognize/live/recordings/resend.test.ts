import { createRouterTransport } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { clientOver } from "../../../../audiokit/client.ts";
import { STT } from "../../../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { untouchedForm, type SendingWay } from "../../options/recognition-form.ts";
import { resend } from "./resend.ts";

const record = { id: "rec", startedAtMs: 0, sizeBytes: 40_000, sampleRateHz: 16_000, language: "", model: "", transcript: "" }; // prettier-ignore

/** Sends 1.25 seconds to a platform that says how much came. */
async function send(way: SendingWay) {
  const transport = createRouterTransport(({ service }) =>
    service(STT, {
      async *recognize(messages) {
        let bytes = 0;
        for await (const { streamingRequest } of messages) {
          if (streamingRequest.case === "audio") bytes += streamingRequest.value.length;
        }
        yield { hypothesis: { transcript: `${String(bytes)} in pieces` }, isFinal: true };
      },
      fileRecognize: ({ audio }) => ({ response: [{ hypothesis: { transcript: `${String(audio.length)} whole` } }] }),
    }),
  );
  const sent: number[] = [];
  const shown: string[] = [];
  const heard = await resend(
    clientOver(transport),
    { record, sound: new Uint8Array(40_000), form: untouchedForm, way },
    {
      signal: new AbortController().signal,
      onRequestId: () => undefined,
      onsent: (bytes) => sent.push(bytes),
      onresult: ({ transcript }) => shown.push(transcript),
    },
  );
  return { heard, sent, shown };
}

describe("resend", () => {
  it("sends a recording through the stream to its last byte", async () => {
    const { heard, sent, shown } = await send("stream");
    expect(heard).toMatchObject({ transcript: "40000 in pieces", audioSeconds: 1.25 });
    expect(sent.at(-1)).toBe(40_000);
    expect(shown).toEqual(["40000 in pieces"]);
  });

  it("sends a recording whole in one message", async () => {
    expect(await send("message")).toMatchObject({ sent: [40_000], shown: ["40000 whole"] });
  });
});
