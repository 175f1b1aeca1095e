import { describe, expect, it } from "vitest";
import { probed, tlsFailed } from "../../diagnosis/fixtures/failure-fixtures.ts";
import type { ProbeReport } from "../../wire/probe-report.ts";
import { checkNotes } from "./check-notes.ts";

const notes = (report: ProbeReport) =>
  Object.entries(checkNotes(report)).flatMap(([step, found]) => found.map(({ about, value }) => [step, about, value]));
const certificate = { subject: "CN=a", issuer: "CN=b", names: [], validFrom: "", validTo: "", fingerprint: "" };

describe("notes of a check", () => {
  it("are none for a healthy platform", () => {
    expect(notes(probed({ speaks: "tls", gatewayToken: { ok: true, durationMs: 1, clockAheadSeconds: 2 } }))).toEqual(
      [],
    );
  });

  it("tell what became of the gateway's certificate, and the versions of a server without a common one", () => {
    const { tls } = tlsFailed("ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION");
    expect(notes(probed({ tls: { ...tls!, versions: ["TLSv1.1", "TLSv1"], clientCertificate: "refused" } }))).toEqual([
      ["tls", "versions", "TLSv1.1, TLSv1"],
      ["tls", "certificateRefused", ""],
    ]);
  });

  it("tell the chain as it was sent, an incomplete one, and a certificate without names", () => {
    const { tls } = tlsFailed("UNABLE_TO_VERIFY_LEAF_SIGNATURE");
    expect(notes(probed({ tls: { ...tls!, certificates: [certificate] } }))).toEqual([
      ["chain", "onlyOwnSent", ""],
      ["names", "noNames", "CN=a"],
    ]);
    const chain = [
      { ...certificate, names: ["DNS:a"] },
      { ...certificate, subject: "CN=b" },
    ];
    expect(notes(probed({ tls: { ...tls!, certificates: chain } }))).toEqual([["chain", "chainSent", "CN=a ← CN=b"]]);
  });

  it("tell what else speaks on the port, and what a web server answers", () => {
    const http2 = { ok: false, durationMs: 1 };
    expect(notes(probed({ useSsl: false, http2, speaks: "ssh" }))).toEqual([["http2", "speaks", "ssh"]]);
    expect(notes(probed({ useSsl: false, http2, speaks: "nothing" }))).toEqual([["http2", "silent", ""]]);
    const http1 = { status: 301, server: "nginx", location: "https://a.example/" };
    expect(notes(probed({ http2, speaks: "tls", http1 }))).toEqual([
      ["http2", "http1", "HTTP 301, nginx, https://a.example/"],
    ]);
  });

  it("tell what the token server answered in place of a token, and how far the clocks are apart", () => {
    const facts = {
      contentType: "text/html",
      location: "https://a.example/",
      retryAfterSeconds: 5,
      clockAheadSeconds: -90,
    };
    expect(notes(probed({ token: { ok: false, durationMs: 1, ...facts } }))).toEqual([
      ["token", "contentType", "text/html"],
      ["token", "redirect", "https://a.example/"],
      ["token", "retryAfter", "5"],
      ["token", "clockBehind", "90"],
    ]);
  });
});
