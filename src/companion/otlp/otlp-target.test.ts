import { describe, expect, it } from "vitest";
import { readOtlpHeaders } from "./otlp-target.ts";

describe("readOtlpHeaders", () => {
  it.each([
    ["", {}],
    ["Authorization=Bearer t0ken", { authorization: "Bearer t0ken" }],
    [" a = 1 , b=2%2C3%25 ,", { a: "1", b: "2,3%" }],
    ["a=b=c", { a: "b=c" }],
  ])("reads %j", (text, headers) => expect(readOtlpHeaders(text)).toEqual(headers));

  it.each([
    ["a=1,s3cret", "AUDIOKIT_OTLP_HEADERS, header 2: it must be written as name=value"],
    ["a b=s3cret", "AUDIOKIT_OTLP_HEADERS, header 1: it must be written as name=value"],
    ["Host=s3cret", "AUDIOKIT_OTLP_HEADERS, header 1: host is set by the companion itself"],
    ["a=s3cret%", "AUDIOKIT_OTLP_HEADERS, header 1: its value has a % that begins no encoded byte"],
    ["a=s3cret%0d%0ab: c", "AUDIOKIT_OTLP_HEADERS, header 1: its value must be printable ASCII, and not empty"],
    ["a=", "AUDIOKIT_OTLP_HEADERS, header 1: its value must be printable ASCII, and not empty"],
  ])("says what is wrong in %j, and no value", (text, message) => {
    expect(() => readOtlpHeaders(text)).toThrow(new Error(message));
  });
});
