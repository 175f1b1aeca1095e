import fc from "fast-check";
import { expect, it } from "vitest";
import { createLineSplitter, type LinePiece } from "./split-lines.ts";

function split(content: string, chunkBytes: number, maxBytes: number): LinePiece[] {
  const bytes = new TextEncoder().encode(content);
  const splitter = createLineSplitter(maxBytes);
  const pieces: LinePiece[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes) pieces.push(...splitter.push(bytes.slice(at, at + chunkBytes)));
  return [...pieces, ...splitter.end()];
}

const line = /[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g;

/** Lines with their ends, those of more than `maxBytes` in parts of that size. */
function parts(content: string, maxBytes: number): string[] {
  return (content.match(line) ?? []).flatMap((whole) => {
    const cuts: string[] = [];
    let rest = whole;
    for (; rest.replace(/[\r\n]+$/, "").length > maxBytes; rest = rest.slice(maxBytes))
      cuts.push(rest.slice(0, maxBytes));
    return [...cuts, rest];
  });
}

it("splits at LF, CR LF and bare CR, and cuts long lines at the same places whatever the chunks are", () => {
  const contents = fc.array(fc.constantFrom("a", "b", "cc", "\r", "\n", "\r\n"), { maxLength: 40 });
  const sizes = fc.integer({ min: 1, max: 12 });
  fc.assert(
    fc.property(contents, sizes, sizes, (letters, chunkBytes, maxBytes) => {
      const content = letters.join("");
      const found: string[] = [];
      let before = true;
      for (const { bytes, continues, ends } of split(content, chunkBytes, maxBytes)) {
        expect(continues).toBe(!before);
        const text = new TextDecoder().decode(bytes);
        found.push(...(!continues && ends ? (text.match(line) ?? []) : [text]));
        before = ends;
      }
      expect(found).toEqual(parts(content, maxBytes));
    }),
    { numRuns: 3000 },
  );
});
