import { expect, it } from "vitest";
import { shortNames } from "./field-names.ts";

it("shortens a path to its last part unless two would read alike", () => {
  const names = shortNames(["service", "request_data.voice_name", "request_data.bytes", "response_data.bytes"]);
  expect([...names.values()]).toEqual(["service", "voice_name", "request_data.bytes", "response_data.bytes"]);
});
