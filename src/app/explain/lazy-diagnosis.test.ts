import { Code, ConnectError, createClient, createRouterTransport } from "@connectrpc/connect";
import { expect, it } from "vitest";
import { TTS } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { createLogger } from "../../logging/logger.ts";
import { logCalls } from "../../logging/log-calls.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { observeCalls } from "../../logging/observe-calls.ts";
import { createLazyDiagnosis } from "./lazy-diagnosis.ts";

function setup(importRules?: Parameters<typeof createLazyDiagnosis>[0]) {
  const events: LogEvent[] = [];
  const logger = createLogger({ sink: { append: (event) => void events.push(event) } });
  const diagnosis = createLazyDiagnosis(importRules);
  const { diagnoseError } = diagnosis;
  const interceptors = [observeCalls(logCalls(logger, { diagnoseError })), diagnosis.explainsCalls];
  const refuse = () => {
    throw new ConnectError("quota exceeded", Code.ResourceExhausted);
  };
  const transport = createRouterTransport(
    ({ service }) =>
      service(TTS, {
        getModelsInfo: refuse,
        async *streamingSynthesize() {
          yield {};
          refuse();
        },
      }),
    { transport: { interceptors } },
  );
  const ended = () => events.find(({ event }) => event === "request_error");
  return { client: createClient(TTS, transport), diagnosis, ended };
}

it("has the cause of the first failure on its line, although nothing was loaded before", async () => {
  const { client, ended } = setup();
  await expect(client.getModelsInfo({})).rejects.toThrow("quota");
  expect(ended()?.diagnosis?.cause).toBe("quota");
});

it("lets a failure through without its cause where the rules do not come", async () => {
  const { client, ended } = setup(() => new Promise(() => undefined));
  await expect(client.getModelsInfo({})).rejects.toThrow("quota");
  expect(ended()).toMatchObject({ error: { error_message: "quota exceeded" } });
  expect(ended()?.diagnosis).toBeUndefined();
});

it("has it on the line of a stream that fails on its way", async () => {
  const { client, ended } = setup();
  const read = async () => {
    for await (const chunk of client.streamingSynthesize({})) void chunk;
  };
  await expect(read()).rejects.toThrow("quota");
  expect(ended()?.diagnosis?.cause).toBe("quota");
});

it("loads the rules before an answer of failure is passed on, and says nothing before", async () => {
  const { diagnosis } = setup();
  const failed = { error: { error_type: "UNAVAILABLE", error_message: "", grpc_code: 14 } };
  expect(diagnosis.diagnoseError(failed)).toEqual({});
  const fetch = diagnosis.explains(() => Promise.resolve(new Response("", { status: 503 })));
  expect((await fetch("/v3", {})).status).toBe(503);
  expect(diagnosis.diagnoseError(failed).diagnosis).toBeDefined();
});
