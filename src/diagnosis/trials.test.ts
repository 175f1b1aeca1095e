import { describe, expect, it } from "vitest";
import type { LogEvent } from "../logging/log-event.ts";
import { diagnose } from "./diagnose.ts";
import { failed, fromPlatform, succeeded } from "./fixtures/failure-fixtures.ts";
import { diagnosisData, readDiagnosis } from "./logged-diagnosis.ts";
import { trialChanges } from "./trials.ts";

/** A call of speech that the platform refused in these words. */
function refused(
  error_type: string,
  code: number,
  words: string,
  options: object = {},
  change: Partial<LogEvent> = {},
) {
  const request_data = { voice_name: "borisova", language_code: "en", synthesize_options: options };
  return failed(error_type, code, words, { ...fromPlatform, request_data, ...change });
}

const noModel = (options?: object) => refused("NOT_FOUND", 5, "Requested model is not available", options);
const heard = { service: "ASR", operation: "FileRecognize" } as const;
const unheard = (model: string) =>
  refused("NOT_FOUND", 5, "Requested model is not available", {}, { ...heard, request_data: { model } });
const broken = refused("INTERNAL", 13, "an inner service is down");

const well = { ...succeeded({ ...fromPlatform, request_id: "req_trial" })[1]!, seq: 9 };
const asBefore = (events: LogEvent[]) => ({ ...events[1]!, request_id: "req_trial", seq: 9 });
const otherwise = { ...broken[1]!, error: { ...broken[1]!.error!, grpc_code: 14 } };

describe("a trial between a voice and a model", () => {
  it("is offered with another voice, where the call names no model", () => {
    expect(diagnose({ events: noModel() })).toMatchObject({
      ...{ cause: "unknown-model", confidence: "likely", guesses: [{ cause: "unknown-voice" }] },
      check: { kind: "trial", change: "voice" },
    });
  });

  it("proves the voice by another one that is spoken", () => {
    const found = diagnose({ events: noModel(), trials: { voice: well } });
    expect(found).toMatchObject({ cause: "unknown-voice", confidence: "certain" });
    expect(found?.check).toBeUndefined();
  });

  it("leaves the model where another voice is refused so, too", () => {
    const found = diagnose({ events: noModel(), trials: { voice: asBefore(noModel()) } });
    expect(found).toMatchObject({ cause: "unknown-model", confidence: "likely", guesses: [] });
  });

  it("tells nothing where it failed for another reason", () => {
    const found = diagnose({ events: noModel(), trials: { voice: otherwise } });
    expect(found).toMatchObject({
      cause: "unknown-model",
      confidence: "likely",
      guesses: [{ cause: "unknown-voice" }],
    });
  });

  it("leaves out the model first, where the call names one, and then takes another voice", () => {
    const events = noModel({ model_type: "high_quality" });
    expect(diagnose({ events })?.check).toEqual({ kind: "trial", change: "model" });
    expect(diagnose({ events, trials: { model: well } })).toMatchObject({
      cause: "unknown-model",
      confidence: "certain",
    });
    const open = diagnose({ events, trials: { model: asBefore(events) } });
    expect(open).toMatchObject({ cause: "platform-refused", guesses: [{ cause: "unknown-voice" }] });
    expect(open?.check).toEqual({ kind: "trial", change: "voice" });
  });

  it("is none of a voice where sound is recognised", () => {
    expect(diagnose({ events: unheard("nope") })?.check).toEqual({ kind: "trial", change: "model" });
    expect(diagnose({ events: unheard("default") })?.check).toBeUndefined();
    expect(diagnose({ events: unheard("nope"), trials: { model: well } })?.confidence).toBe("certain");
  });

  it("is not offered where the platform names the field", () => {
    const named = refused("INVALID_ARGUMENT", 3, 'voice_name: there is no voice "borisova"');
    expect(diagnose({ events: named })).toMatchObject({ cause: "unknown-voice", confidence: "certain" });
    expect(diagnose({ events: named })?.check).toBeUndefined();
  });
});

describe("a trial between a service and what it was given", () => {
  it("is offered as a short call, of speech only", () => {
    const check = { kind: "trial", change: "short" };
    expect(diagnose({ events: broken })).toMatchObject({ cause: "service-fault", confidence: "likely", check });
    const cloning = refused("INTERNAL", 13, "down", {}, { service: "VoiceCloning", operation: "CreateTask" });
    expect(diagnose({ events: cloning })?.check).toBeUndefined();
  });

  it("says that the service does a short call, where it does", () => {
    expect(diagnose({ events: broken, trials: { short: well } })).toMatchObject({
      cause: "only-this-call",
      confidence: "certain",
    });
  });

  it("proves a fault of the service by a short call that fails so, too", () => {
    expect(diagnose({ events: broken, trials: { short: asBefore(broken) } })).toMatchObject({
      cause: "service-fault",
      confidence: "certain",
    });
  });
});

describe("a trial in the log", () => {
  it.each(trialChanges)("is read back: %s", (change) => {
    const found = diagnose({ events: broken })!;
    const check = { kind: "trial", change } as const;
    const checked = { check, found: "verdict" } as const;
    expect(readDiagnosis({ data: diagnosisData({ ...found, check, checked }) })).toMatchObject({ check, checked });
  });
});
