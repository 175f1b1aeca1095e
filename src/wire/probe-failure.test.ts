import { expect, it } from "vitest";
import { probeFailure } from "./probe-failure.ts";

it.each([
  [{ errorCode: "ENOTFOUND", errorMessage: "getaddrinfo ENOTFOUND host" }, "getaddrinfo ENOTFOUND host"],
  [{ errorCode: "invalid_client", errorMessage: "invalid_client" }, "invalid_client"],
  [{ errorCode: "ETIMEDOUT", errorMessage: "no answer within 5000 ms" }, "ETIMEDOUT: no answer within 5000 ms"],
  [{ errorCode: "HTTP_500" }, "HTTP_500"],
  [{}, ""],
])("tells a failed step of the probe, and no word twice: %j", (step, words) => {
  expect(probeFailure(step)).toBe(words);
});
