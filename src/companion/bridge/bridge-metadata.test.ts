import { describe, expect, it } from "vitest";
import { encodeMetadata } from "../../wire/bidi-frame.ts";
import { callHeaders } from "./bridge-metadata.ts";

describe("the headers of a bridged call", () => {
  it("hold nothing that browsers and proxies say of the caller, from the handshake or from the page", () => {
    const about = [
      "sec-ch-ua",
      "sec-fetch-site",
      "x-envoy-external-address",
      "x-forwarded-for",
      "x-real-ip",
      "forwarded",
    ];
    const handshake = Object.fromEntries([...about, "x-request-id"].map((name) => [name, "x"]));
    const block = encodeMetadata([...about, "x-ai-account"].map((name) => [name, "x"] as const));
    const names = Object.keys(callHeaders("/a/b", handshake, block)).filter((name) => !name.startsWith(":"));
    expect(names).toEqual(["content-type", "te", "x-request-id", "x-ai-account"]);
  });

  it("hold the trace that the page names, before one that a proxy adds", () => {
    const block = encodeMetadata([["traceparent", "of-the-page"]]);
    expect(callHeaders("/a/b", { traceparent: "of-a-proxy" }, block)["traceparent"]).toBe("of-the-page");
    expect(callHeaders("/a/b", { traceparent: "of-a-proxy" }, encodeMetadata([]))["traceparent"]).toBe("of-a-proxy");
  });
});
