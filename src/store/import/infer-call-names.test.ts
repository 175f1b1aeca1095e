import { describe, expect, it } from "vitest";
import type { LogEvent } from "../../logging/log-event.ts";
import { createCallNameInference } from "./infer-call-names.ts";

const event = (fields: Record<string, unknown>) => fields as unknown as LogEvent;
const start = (id: string, asked: unknown) => event({ event: "request_start", request_id: id, request_data: asked });
const end = (id: string, name = "request_success") => event({ event: name, request_id: id });

describe("createCallNameInference", () => {
  it("takes service and operation of a start from its `request_data`, which stays as it is", () => {
    const asked = { language: "ru", service: "VoiceCloning_GetTaskInfo" };
    expect(createCallNameInference()(start("a", asked))).toEqual({
      ...start("a", asked),
      service: "VoiceCloning",
      operation: "GetTaskInfo",
    });
  });

  it("names success, error and cancellation of a call like its start", () => {
    const nameCall = createCallNameInference();
    nameCall(start("a", { service: "ASR_Recognize" }));
    nameCall(start("b", { service: "Models_GetTTSModels" }));
    for (const name of ["request_success", "request_error", "request_cancelled"]) {
      expect(nameCall(end("a", name))).toMatchObject({ event: name, service: "ASR", operation: "Recognize" });
    }
    expect(nameCall(end("b"))).toMatchObject({ service: "Models", operation: "GetTTSModels" });
  });

  it("takes a synthesis request as TTS, whose operation was not logged", () => {
    const nameCall = createCallNameInference();
    for (const asked of [
      { text: "Привет", voice_name: "borisova" },
      { ssml: "<speak/>", voice_name: "borisova" },
    ]) {
      expect(nameCall(start("a", asked)).service).toBe("TTS");
      expect(nameCall(end("a"))).toEqual({ ...end("a"), service: "TTS" });
    }
  });

  it("gives a request ID that is used again the name of its newest start", () => {
    const nameCall = createCallNameInference();
    nameCall(start("a", { service: "ASR_Recognize" }));
    nameCall(start("a", { service: "AudioArchive_SaveAudio" }));
    expect(nameCall(end("a")).service).toBe("AudioArchive");
  });

  it("does not split a name that is not the platform's", () => {
    expect(createCallNameInference()(start("a", { service: "Billing_Charge" }))).toMatchObject({
      service: "Billing_Charge",
    });
    expect(createCallNameInference()(start("a", { service: "ASR" }))).toEqual({
      ...start("a", { service: "ASR" }),
      service: "ASR",
    });
  });

  it("does not change events with a name, events of no call, and calls whose name is not known", () => {
    const nameCall = createCallNameInference();
    const others = [
      event({ event: "request_start", service: "TTS", request_data: { service: "ASR_Recognize" } }),
      event({ event: "system_audio_save", request_data: { service: "AudioArchive_SaveAudio" } }),
      end("never started"),
      start("a", null),
      start("a", ["ASR_Recognize"]),
      start("a", { service: 7, text: "Привет" }),
      start("a", { service: "" }),
    ];
    for (const other of others) expect(nameCall(other)).toBe(other);
    expect(nameCall(end("a")).service).toBeUndefined();
  });

  it("stores the names of a bounded number of calls that never end", () => {
    const nameCall = createCallNameInference();
    for (let id = 0; id < 20_000; id++) nameCall(start(String(id), { service: "ASR_Recognize" }));
    expect(nameCall(end("1")).service).toBeUndefined();
    expect(nameCall(end("19999")).service).toBe("ASR");
  });
});
