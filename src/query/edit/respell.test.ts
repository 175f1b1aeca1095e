import { describe, expect, it } from "vitest";
import { parseQuery } from "../parse-query.ts";
import { askedFields, fieldsNamed, respell } from "./respell.ts";

describe("respell", () => {
  const paths = ["service", "request_data.voice_name", "data.voice_name", "voice_name_old"];

  it("finds the full paths that a short name, or one in other case, may mean", () => {
    expect(fieldsNamed("voice_name", paths)).toEqual(["request_data.voice_name", "data.voice_name"]);
    expect(fieldsNamed("Service", paths)).toEqual(["service"]);
    expect(fieldsNamed("request_data.Voice_Name", paths)).toEqual(["request_data.voice_name"]);
    expect(fieldsNamed("name", paths)).toEqual([]);
  });

  it("names what is asked for, and not what is excluded", () => {
    expect(askedFields(parseQuery("a:1 (b:x* OR c:2) -d:3 text").query)).toEqual([
      { path: "a", value: "1" },
      { path: "b" },
      { path: "c", value: "2" },
    ]);
  });

  it("writes a field otherwise wherever it stands, and leaves the rest as it was typed", () => {
    const to = { path: "request_data.voice_name" };
    expect(respell('"ALPN"  voice_name:levitan AND level:error', { path: "voice_name" }, to)).toEqual({
      text: '"ALPN"  request_data.voice_name:levitan AND level:error',
      changed: "request_data.voice_name:levitan",
    });
    expect(respell("(voice_name:a OR x) -voice_name:(b OR c)", { path: "voice_name" }, to).text).toBe(
      "(request_data.voice_name:a OR x) -request_data.voice_name:(b OR c)",
    );
  });

  it("writes only the value that was asked for otherwise", () => {
    const [from, to] = [
      { path: "service", value: "tts" },
      { path: "service", value: "TTS" },
    ];
    expect(respell('service:(tts OR asr) service:"tts"', from, to).text).toBe('service:(TTS OR asr) service:"TTS"');
  });
});
