import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redact, redactLimits } from "./redact.ts";
import { redactText } from "./redact-text.ts";

const secret = fc
  .array(fc.constantFrom(..."ABCDEFGHkmnpqrstxyz23456789"), { minLength: 12, maxLength: 40 })
  .map((letters) => `S3${letters.join("")}`);
const tricky = fc.stringMatching(
  /^(?:Bearer |bearer |Basic |token[=:]|"secret": "|eyJ|\.|:\/\/|@|[A-Za-z0-9+/=]{1,9}|\[redacted\]| |"|\\|]|-----BEGIN PRIVATE KEY-----){0,12}$/,
);

describe("redactText", () => {
  it("is idempotent", () => {
    fc.assert(
      fc.property(fc.oneof(tricky, fc.string(), fc.string({ unit: "binary" })), (text) => {
        const once = redactText(text);
        expect(redactText(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });

  it("takes the secret out of every form in which one travels", () => {
    const forms: ((value: string) => string)[] = [
      (value) => `Bearer ${value}`,
      (value) => `authorization: Bearer ${value}`,
      (value) => `{"authorization":"Basic ${btoa(`client:${value}`)}"}`,
      (value) => `client_secret=${value}&grant_type=client_credentials`,
      (value) => `{"access_token": "${value}", "expires_in": 300}`,
      (value) => JSON.stringify(JSON.stringify({ access_token: value })),
      (value) => `password: '${value}'`,
      (value) => `https://user:${value}@host/path`,
      (value) => `x-api-key: ${value}`,
      (value) => `eyJhbGciOiJSUzI1NiJ9.${value}.${value}`,
      (value) => `-----BEGIN RSA PRIVATE KEY-----\n${value}\n-----END RSA PRIVATE KEY-----`,
      (value) => `Cookie: ${value}`,
    ];
    fc.assert(
      fc.property(secret, fc.constantFrom(...forms), fc.string(), fc.string(), (value, form, before, after) => {
        expect(redactText(`${before} ${form(value)} ${after}`)).not.toContain(value);
        expect(redactText(form(value))).not.toContain(btoa(`client:${value}`));
      }),
    );
  });

  it("leaves ordinary sentences alone", () => {
    for (const text of [
      "The bearer of bad news knows basic English; the secretary keeps no secret.",
      "Съешь ещё этих мягких французских булок, да выпей чаю.",
      "unknown voice 'nobody'; known: borisova, kishchik",
      "http://127.0.0.1:8080/mts.ai.audiogram.tts.v2.TTS/Synthesize",
      "a".repeat(3000),
      'Bearer realm="speech", error="invalid_token", error_description="The token expired"',
    ]) {
      expect(redactText(text)).toBe(text);
    }
  });

  it("shortens base64 audio to its length", () => {
    const audio = Buffer.from(Uint8Array.from({ length: 900 }, (_, index) => (index * 37) % 256)).toString("base64");
    expect(redactText(`audio ${audio}`)).toBe("audio [1200 base64 characters]");
  });
});

describe("redact", () => {
  it("is idempotent and gives plain JSON for any value", () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withNullPrototype: true,
      withObjectString: true,
      withSparseArray: true,
      values: [fc.string(), tricky, fc.double(), fc.boolean(), fc.constant(undefined), fc.constant(null)],
    });
    fc.assert(
      fc.property(anything, (value) => {
        const once = redact(value);
        expect(redact(once)).toEqual(once);
        if (once !== undefined) expect(JSON.parse(JSON.stringify(once))).toEqual(once);
        expect(structuredClone(once)).toEqual(once);
      }),
      { numRuns: 500 },
    );
  });

  it("hides what stands under a secret name, however deep", () => {
    const names = ["token", "Authorization", "client_secret", "clientSecret", "x-api-key", "password", "Set-Cookie"];
    fc.assert(
      fc.property(secret, fc.constantFrom(...names), fc.integer({ min: 0, max: 6 }), (value, name, depth) => {
        let tree: unknown = { [name]: value, list: [{ [name]: [value] }] };
        for (let level = 0; level < depth; level++) tree = { inner: tree };
        expect(JSON.stringify(redact(tree))).not.toContain(value);
      }),
    );
  });

  it("keeps figures and statements whose name only resembles a secret", () => {
    const kept = { auth_present: true, token: false, token_type: "none", text_length: 12, task_id: "a-b" };
    expect(redact(kept)).toEqual(kept);
  });

  it("turns sound into its size", () => {
    expect(
      redact({
        pcm: new Int16Array(800),
        bytes: new Uint8Array(5),
        buffer: new ArrayBuffer(7),
        blob: new Blob(["abc"]),
        floats: Array.from({ length: 1600 }, () => 0.5),
      }),
    ).toEqual({
      pcm: "[1600 bytes]",
      bytes: "[5 bytes]",
      buffer: "[7 bytes]",
      blob: "[3 bytes]",
      floats: "[1600 numbers]",
    });
  });

  it("survives cycles, depth and hostile objects", () => {
    const cycle: Record<string, unknown> = { name: "ring" };
    cycle["self"] = cycle;
    expect(redact(cycle)).toEqual({ name: "ring", self: "[circular]" });

    let deep: unknown = "bottom";
    for (let level = 0; level < 10_000; level++) deep = [deep];
    expect(JSON.stringify(redact(deep))).toContain("[too deep]");

    const thrower = { get bad(): string { throw new Error("no"); }, good: 1 }; // prettier-ignore
    expect(redact(thrower)).toEqual({ bad: "[unreadable]", good: 1 });

    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    expect(redact({ revoked: revoked.proxy })).toEqual({ revoked: "[unreadable]" });

    const throwing = new Proxy({}, { ownKeys: () => { throw new Error("no"); } }); // prettier-ignore
    expect(redact([throwing])).toEqual(["[unreadable]"]);
  });

  it("keeps a key named __proto__ as data", () => {
    const parsed: unknown = JSON.parse('{"__proto__": {"polluted": true}}');
    const copied = redact(parsed) as object;
    expect(Object.getPrototypeOf(copied)).toBe(Object.prototype);
    expect(JSON.stringify(copied)).toBe('{"__proto__":{"polluted":true}}');
  });

  it("bounds width, count and length, and says what is missing", () => {
    const wide = redact(Array.from({ length: 5000 }, (_, index) => `item ${String(index)}`)) as string[];
    expect(wide).toHaveLength(redactLimits.entries);
    expect(wide.at(-1)).toBe("[+4801 more]");

    const bushy = Array.from({ length: 150 }, () =>
      Array.from({ length: 150 }, () => Array.from({ length: 50 }, () => "x")),
    );
    expect(JSON.stringify(redact(bushy)).length).toBeLessThan(redactLimits.nodes * 10);
    expect(redact(redact(bushy))).toEqual(redact(bushy));

    const long = redact("ё".repeat(redactLimits.characters + 5)) as string;
    expect(long).toHaveLength(redactLimits.characters);
    expect(long).toMatch(/ \[\+\d+ characters\]$/);
    expect(redact(long)).toBe(long);
  });
});
