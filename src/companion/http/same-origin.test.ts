import { describe, expect, it } from "vitest";
import { isForeignPage, isOwnPage } from "./same-origin.ts";

const host = "localhost:8080";
const origin = "http://localhost:8080";

describe("isOwnPage", () => {
  it.each([
    [{ host, origin }, true],
    [{ ":authority": host, origin }, true],
    [{ host, origin: "http://localhost:9090" }, false],
    [{ host, origin: "https://evil.example" }, false],
    [{ host, origin: "null" }, false],
    [{ host }, false],
  ])("%j: %s", (headers, own) => expect(isOwnPage(headers)).toBe(own));
});

describe("isForeignPage", () => {
  it.each([
    [{ host }, false],
    [{ host, origin }, false],
    [{ host, "sec-fetch-site": "same-origin" }, false],
    [{ host, "sec-fetch-site": "none" }, false],
    [{ host, "sec-fetch-site": "same-site" }, true],
    [{ host, "sec-fetch-site": "cross-site" }, true],
    [{ host, origin: "null" }, true],
    [{ host, origin: "http://localhost:9090" }, true],
  ])("%j: %s", (headers, foreign) => expect(isForeignPage(headers)).toBe(foreign));
});
