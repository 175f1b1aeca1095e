import { describe, expect, it } from "vitest";
import { isLoopback, namesLoopback } from "./loopback.ts";

describe("isLoopback", () => {
  it.each(["127.0.0.1", "127.8.9.1", "::1", "[::1]", "localhost", "LOCALHOST", "audiokit.localhost"])(
    "knows %s",
    (host) => expect(isLoopback(host)).toBe(true),
  );
  it.each(["0.0.0.0", "::", "10.0.0.1", "localhost.example", "127.0.0.1.example", "2130706433", ""])(
    "does not take %j for this machine",
    (host) => expect(isLoopback(host)).toBe(false),
  );
});

describe("namesLoopback", () => {
  it.each(["127.0.0.1:8080", "localhost", "[::1]:9"])("accepts %s", (header) =>
    expect(namesLoopback(header)).toBe(true),
  );
  it.each(["rebound.example:8080", "127.0.0.1.nip.example", "a b", "", undefined])("refuses %j", (header) =>
    expect(namesLoopback(header)).toBe(false),
  );
});
