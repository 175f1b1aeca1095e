import { createRouterTransport } from "@connectrpc/connect";
import { expect, it } from "vitest";
import { clientOver } from "../../../audiokit/client.ts";
import { STT } from "../../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { resend } from "./resend.ts";

const record = { id: "rec", startedAtMs: 0, sizeBytes: 40_000, sampleRateHz: 16_000, language: "", model: "", transcript: "" }; // prettier-ignore
const request = { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1, singleUtterance: true } as const;

it("sends a recording over the file limit through the stream, to its last byte", async () => {
  const single: boolean[] = [];
  const transport = createRouterTransport(({ service }) =>
    service(STT, {
      async *recognize(messages) {
        let bytes = 0;
        for await (const { streamingRequest } of messages) {
          if (streamingRequest.case === "config") single.push(streamingRequest.value.singleUtterance);
          if (streamingRequest.case === "audio") bytes += streamingRequest.value.length;
        }
        yield { hypothesis: { transcript: `${String(bytes)} bytes` }, isFinal: true };
      },
    }),
  );
  const sent: number[] = [];
  const sending = resend(
    clientOver(transport),
    { record, sound: new Uint8Array(40_000), request, fileLimitBytes: 39_999 },
    { signal: new AbortController().signal, onRequestId: () => undefined, onsent: (bytes) => sent.push(bytes) },
  );
  expect(sending.how).toBe("stream");
  const phrases = await Array.fromAsync(sending.phrases);
  expect(phrases.map(({ text }) => text)).toEqual(["40000 bytes"]);
  expect(sending.heard()).toMatchObject({ transcript: "40000 bytes", audioSeconds: 1.25 });
  expect(sent).toEqual([16_000, 32_000, 40_000]);
  // A recording is more than its first phrase.
  expect(single).toEqual([false]);
});
