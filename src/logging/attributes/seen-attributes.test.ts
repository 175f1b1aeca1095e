import { Code, ConnectError } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { createLiveSecrets } from "../../basics/live-secrets.ts";
import { noteHeaders, openSeenResponse } from "../../wire/seen-response.ts";
import { redactText } from "../redaction/redact-text.ts";
import { seenFieldKinds } from "../seen-answer.ts";
import { seenAttributes } from "./seen-attributes.ts";

const token = "Kq7wPz3mXv9LtR2b";

/** What the log says of a response with these fields. */
function seenOf(
  headers: Record<string, string>,
  { body, error }: { body?: string | Uint8Array; error?: unknown } = {},
) {
  const secrets = createLiveSecrets();
  secrets.learn("token", token);
  const response = openSeenResponse();
  noteHeaders(response, new Headers(headers), 502);
  if (typeof body === "string") response.foreignBody = body;
  else if (body) Object.assign(response, { foreignBody: new TextDecoder().decode(body), foreignBytes: body });
  const withoutSecrets = (text: string) => redactText(secrets.scrub(text));
  return seenAttributes({ url: "http://host/x", error, response, wasOnline: undefined, withoutSecrets });
}

describe("what was seen", () => {
  it("is without secrets before anything is cut", () => {
    // Cut at three hundred characters, the token would leave seven of its own, too few to be known by.
    const seen = seenOf(
      {
        "www-authenticate": `Bearer realm="r", error_description="${token}"`,
        location: `https://sso.example/${token}/auth?code=abc#state`,
        server: token,
      },
      { body: `${"a ".repeat(146)}${token} and ${token}` },
    );
    expect(JSON.stringify(seen)).not.toContain(token.slice(0, 4));
    expect(seen).toMatchObject({
      www_authenticate: 'Bearer realm="r", error_description="[redacted]"',
      location: "https://sso.example/[redacted]/auth?…",
      server: "[redacted]",
    });
    expect(seen!.body_text).toHaveLength(300);
  });

  it("is the first bytes in hexadecimal of a body that is no text, and nothing of one with a secret in it", () => {
    const binary = Uint8Array.from({ length: 40 }, (_, index) => (index * 31) & 0xff);
    const seen = seenOf({}, { body: binary });
    expect(seen?.body_hex).toBe("00 1f 3e 5d 7c 9b ba d9 f8 17 36 55 74 93 b2 d1");
    expect(seen).not.toHaveProperty("body_text");
    const secret = new TextEncoder().encode(`${token}\0\0`);
    expect(seenOf({}, { body: secret })).not.toHaveProperty("body_hex");
    const text = new TextEncoder().encode("Нет доступа\r\n\t\x1b[0m");
    expect(seenOf({}, { body: text })).toMatchObject({ body_text: expect.stringContaining("Нет доступа") });
    expect(seenOf({}, { body: text })).not.toHaveProperty("body_hex");
  });

  it("says of a challenge what it asks for, without what only its server can read", () => {
    const challenge = 'Negotiate YIIZHgYGKwYBBQUCoIIZEj, Digest realm="r", nonce="dcd98b7102dd", opaque="5ccc06"';
    expect(seenOf({ "www-authenticate": challenge })?.www_authenticate).toBe(
      'Negotiate […], Digest realm="r", nonce="…", opaque="…"',
    );
  });

  it("takes the type of an answer from our gateway where that passed one on, and the body from the status it made of it", () => {
    const made = { "content-type": "application/grpc-web+proto", "grpc-message": "%3Chtml%3E<title>Sign%20in</title>" };
    const passed = { ...made, "x-gateway-details": "via_upstream", "x-gateway-content-type": "text/html" };
    expect(seenOf(passed)).toMatchObject({ content_type: "text/html", body_text: "Sign in" });
    expect(seenOf({ ...passed, "x-gateway-content-type": "" })).not.toHaveProperty("content_type");
    const own = { ...made, "grpc-message": "no healthy upstream", "x-gateway-details": "no_healthy_upstream" };
    const seen = seenOf({ ...own, "x-gateway-content-type": "text/plain", "x-gateway-flags": "UH" });
    expect(seen).toMatchObject({ content_type: "application/grpc-web+proto", gateway_flags: "UH" });
    expect(seen).not.toHaveProperty("body_text");
  });

  it("takes Envoy's sign for nothing as nothing", () => {
    const seen = seenOf({ "x-gateway-flags": "-", "x-gateway-details": "via_upstream", "x-upstream-tls": "" });
    expect(seen).not.toHaveProperty("gateway_flags");
    expect(seen).not.toHaveProperty("gateway_tls");
    expect(seen).toHaveProperty("gateway_details", "via_upstream");
  });

  it("has a stack and its causes only where something was thrown on this side, within eight thousand characters", () => {
    const root = new RangeError("x".repeat(3000));
    root.stack = `RangeError: ${"y".repeat(20_000)}`;
    const thrown = new ConnectError("m", Code.Internal, undefined, undefined, new Error("outer", { cause: root }));
    const { stack = "", causes = [] } = seenOf({}, { error: thrown }) ?? {};
    expect(causes.map((cause) => cause.slice(0, 13))).toEqual(["Error: outer", "RangeError: x"]);
    expect(stack).toMatch(/^RangeError: y/);
    expect((stack + causes.join("")).length).toBeLessThanOrEqual(8000);
    const refused = seenOf({}, { error: new ConnectError("no voice", Code.NotFound) });
    expect(refused).not.toHaveProperty("stack");
    expect(refused).not.toHaveProperty("causes");
  });

  it("ends at a chain of causes that is a ring", () => {
    const ring = new Error("round");
    ring.cause = ring;
    expect(seenOf({}, { error: ring })?.causes).toEqual(["Error: round"]);
  });

  it("is nothing for a call that was not sent", () => {
    const error = new ConnectError("no bridge", Code.Unimplemented);
    const withoutSecrets = (text: string) => text;
    const call = { url: "http://host/x", error, response: undefined, wasOnline: true, withoutSecrets };
    expect(seenAttributes(call)).toBeUndefined();
  });

  it("names only fields that the log knows", () => {
    const seen = seenOf({ server: "nginx", via: "1.1 x", "retry-after": "5" }, { body: "x", error: new Error("e") });
    expect(Object.keys(seenFieldKinds)).toEqual(expect.arrayContaining(Object.keys(seen!)));
    expect(seen).toMatchObject({
      http_status: 502,
      server: "nginx",
      via: "1.1 x",
      retry_after: "5",
      got_headers: true,
    });
  });
});
