import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { joinBytes } from "../basics/bytes.ts";
import { createLiveSecrets } from "../basics/live-secrets.ts";
import { secretForms } from "../basics/secret-forms.ts";
import { createLeakScanner, type LeakPlace } from "./leak-scanner.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, isLittle: boolean) => {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  Array.from({ length: text.length }, (_, at) => view.setUint16(at * 2, text.charCodeAt(at), isLittle));
  return new Uint8Array(view.buffer);
};
const encodings = {
  utf8: encode,
  utf16le: (text: string) => utf16(text, true),
  utf16be: (text: string) => utf16(text, false),
};

function liveWith(secret: string) {
  const secrets = createLiveSecrets();
  secrets.learn("token", secret);
  return secrets;
}

function scanOf(secret: string) {
  const secrets = liveWith(secret);
  return (bytes: Uint8Array, chunkBytes: number): LeakPlace | undefined => {
    const scanner = createLeakScanner(secrets);
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      const place = scanner.push(bytes.subarray(at, at + chunkBytes));
      if (place !== undefined) return place;
    }
    return scanner.end();
  };
}

/** Letters that headers and forms carry, and what needs escapes. */
const secretText = fc
  .array(fc.constantFrom(..."abcXYZ019-._~+/=%& \"'\\<>éЖя"), { minLength: 12, maxLength: 40 })
  .map((letters) => `q7${letters.join("")}Z9`);
describe("createLeakScanner", () => {
  it("finds a secret in every form and encoding, whatever stands around it", () => {
    const bytes = fc.uint8Array({ maxLength: 64 });
    fc.assert(
      fc.property(
        secretText,
        fc.nat(),
        fc.constantFrom(...Object.values(encodings)),
        bytes,
        bytes,
        fc.integer({ min: 1, max: 64 }),
        (secret, which, encoding, before, after, chunkBytes) => {
          const forms = secretForms(secret);
          const file = joinBytes([before, encoding(forms[which % forms.length]!), after]);
          expect(scanOf(secret)(file, chunkBytes)).toMatchObject({ kind: "token" });
        },
      ),
      { numRuns: 100 },
    );
  });

  it.each(Object.entries(encodings))("finds a secret in %s at every border of two chunks", (_, encoding) => {
    const secret = "s3cr3t-Кириллица+of/the=token";
    const secrets = liveWith(secret);
    const forms = secretForms(secret);
    // The search knows all forms alike once they are read, so a few show that nothing is lost between chunks.
    for (const form of forms.filter((_, at) => at % 9 === 0)) {
      const lead = " \n".repeat(4_200);
      const file = joinBytes([encode(lead), encoding(form), encode(" ".repeat(9_000))]);
      const length = encoding(form).length;
      for (let border = 0; border <= length; border++) {
        const scanner = createLeakScanner(secrets);
        const cut = lead.length + border;
        const found = scanner.push(file.subarray(0, cut)) ?? scanner.push(file.subarray(cut)) ?? scanner.end();
        expect(found?.kind, `${form} cut at ${String(border)}`).toBe("token");
      }
    }
  });

  it("says line and byte of a text, and the byte alone elsewhere", () => {
    const scan = scanOf("live-token-0123456789");
    const text = "первая\nвторая\nтокен live-token-0123456789\n";
    const byte = encode(text.slice(0, text.indexOf("live"))).length;
    for (const chunkBytes of [1, 7, 1_000])
      expect(scan(encode(text), chunkBytes)).toEqual({ kind: "token", line: 3, byte });
    const sound = joinBytes([new Uint8Array(30_001).fill(0), encode("live-token-0123456789")]);
    expect(scan(sound, 1_000)).toEqual({ kind: "token", line: undefined, byte: 30_001 });
  });

  it("finds nothing in bytes without a secret, wherever they are cut", () => {
    const scan = scanOf("live-token-0123456789");
    const clean = fc.oneof(fc.uint8Array({ maxLength: 40_000 }), fc.string({ maxLength: 9_000 }).map(encode));
    fc.assert(
      fc.property(clean, fc.integer({ min: 1, max: 20_000 }), (bytes, chunkBytes) => {
        expect(scan(bytes, chunkBytes)).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });

  it("does not take a word for a cut secret because a chunk ends inside of it", () => {
    // Of `audiogram-secret` the beginning alone counts only where no letter goes on.
    const scan = scanOf("audiogram-secret-value");
    const text = encode(`${"x ".repeat(9_000)}audiogramme${" y".repeat(9_000)}`);
    for (let chunkBytes = 17_990; chunkBytes < 18_030; chunkBytes++) expect(scan(text, chunkBytes)).toBeUndefined();
  });
});
