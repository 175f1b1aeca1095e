import { describe, expect, it } from "vitest";
import { hopPath } from "./hop-path.ts";

const drawn = (hop: Parameters<typeof hopPath>[0]) => hopPath(hop).map(({ name, place }) => `${name} ${place}`);

describe("hopPath", () => {
  it("leads up to who ended the call, and shows what it never reached", () => {
    expect(drawn("gateway")).toEqual(["browser passed", "gateway ended", "platform behind"]);
    expect(drawn("service")).toEqual(["browser passed", "gateway passed", "platform passed", "service ended"]);
  });

  it("shows a proxy only where it ended the call", () => {
    expect(drawn("platform_proxy")).toEqual([
      "browser passed",
      "gateway passed",
      "platform_proxy ended",
      "platform behind",
    ]);
  });

  it("knows no browser and no gateway of a client program, and nothing of an unknown place", () => {
    expect(drawn("client")).toEqual(["client ended", "platform behind"]);
    expect(drawn("unknown")).toEqual([]);
  });
});
