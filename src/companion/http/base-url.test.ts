import { describe, expect, it } from "vitest";
import { baseUrlOf } from "./base-url.ts";

describe("baseUrlOf", () => {
  it.each([
    ["127.0.0.1", "http://127.0.0.1:80"],
    ["localhost", "http://localhost:80"],
    ["0.0.0.0", "http://127.0.0.1:80"],
    ["::", "http://[::1]:80"],
    ["fe80::1", "http://[fe80::1]:80"],
  ])("%s: %s", (host, url) => expect(baseUrlOf(host, 80)).toBe(url));
});
