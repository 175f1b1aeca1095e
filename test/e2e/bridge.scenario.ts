import { create, fromBinary, toBinary, type Message, type MessageInitShape } from "@bufbuild/protobuf";
import { RecognizeRequestSchema } from "../../src/gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { RecognizeResponseSchema } from "../../src/gen/mts/ai/audiogram/stt_response/v1/stt_response_pb.ts";
import {
  bidiSubprotocol,
  encodeMetadata,
  envelopeHeadBytes,
  markEnvelope,
  metadataFlag,
} from "../../src/wire/bidi-frame.ts";
import { bridgePath } from "../../src/wire/paths.ts";
import { readClip, spokenWords, wordErrors } from "../support/speech-clips.ts";
import { englishConfig } from "../support/stt-client.ts";
import { pathTags } from "./connection-paths.ts";
import { expect, test } from "./scenario.ts";

const method = "/mts.ai.audiogram.stt.v3.STT/Recognize";
const pieceBytes = 8_000;

test("a browser speaks and reads what it says before it has ended", { tag: pathTags.both }, async ({ page }) => {
  await page.goto("/");
  const sound = new Uint8Array((await readClip("goforward")).buffer);
  const pieces = Array.from({ length: Math.ceil(sound.length / pieceBytes) }, (_, index) =>
    message({ case: "audio", value: sound.subarray(index * pieceBytes, (index + 1) * pieceBytes) }),
  );
  const opening = [
    [...encodeMetadata([["grpc-timeout", "60S"]])],
    message({ case: "config", value: { config: englishConfig(), interimResults: true } }),
  ];
  // The half-close waits for the first answer: without one before the end, this never ends.
  const heard = await page.evaluate(
    async ({ path, subprotocol, messages }) => {
      const socket = new WebSocket(location.origin.replace("http", "ws") + path, [subprotocol]);
      socket.binaryType = "arraybuffer";
      const bytes: number[] = [];
      let frames = 0;
      await new Promise((resolve, reject) => {
        socket.onopen = () => {
          for (const one of messages) socket.send(Uint8Array.from(one));
        };
        socket.onmessage = ({ data }) => {
          bytes.push(...new Uint8Array(data as ArrayBuffer));
          if (++frames === 2) socket.send(Uint8Array.of(1));
        };
        socket.onclose = ({ code }) =>
          code === 1000 ? resolve(undefined) : reject(new Error(`closed with ${String(code)}`));
      });
      return bytes;
    },
    { path: bridgePath + method, subprotocol: bidiSubprotocol, messages: [...opening, ...pieces] },
  );

  const { answers, metadata } = readFrames(Uint8Array.from(heard));
  expect(metadata).toMatch(/request_id: SR-/);
  expect(metadata).toContain("grpc-status: 0");
  expect(answers[0]?.isFinal).toBe(false);
  const words = answers.filter(({ isFinal }) => isFinal).map(({ hypothesis }) => hypothesis?.transcript ?? "");
  expect(wordErrors(words.join(" "), spokenWords.goforward)).toBeLessThanOrEqual(1);
});

test("the page may ask how full the bridge is", { tag: pathTags.both }, async ({ page }) => {
  await page.goto("/");
  const status: unknown = await page.evaluate(async (path) => (await fetch(path)).json(), bridgePath);
  expect(status).toMatchObject({ maxConnections: 64 });
});

/** A message of the page: its mark, then the envelope. Numbers, because a page takes no typed arrays. */
function message(
  streamingRequest: Exclude<MessageInitShape<typeof RecognizeRequestSchema>, Message>["streamingRequest"],
): number[] {
  const body = toBinary(
    RecognizeRequestSchema,
    create(RecognizeRequestSchema, streamingRequest && { streamingRequest }),
  );
  const envelope = new Uint8Array(envelopeHeadBytes + body.length);
  new DataView(envelope.buffer).setUint32(1, body.length);
  envelope.set(body, envelopeHeadBytes);
  return [...markEnvelope(envelope)];
}

function readFrames(bytes: Uint8Array) {
  let metadata = "";
  const answers = [];
  for (let at = 0; at < bytes.length;) {
    const size = new DataView(bytes.buffer, at + 1).getUint32(0);
    const body = bytes.subarray(at + envelopeHeadBytes, at + envelopeHeadBytes + size);
    if (bytes[at] === metadataFlag) metadata += new TextDecoder().decode(body);
    else answers.push(fromBinary(RecognizeResponseSchema, body));
    at += envelopeHeadBytes + size;
  }
  return { metadata, answers };
}
