import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSsml, ssmlLimits } from "./parse-ssml.ts";
import { SsmlError } from "./ssml-problem.ts";

const bomb = `<!DOCTYPE b [<!ENTITY a "ха"><!ENTITY b "&a;&a;&a;">]><speak>&b;</speak>`;

describe("parseSsml", () => {
  it.each([
    ["text", "нет разметки", "line 1, column 1: text stands outside <speak>"],
    ["text before", " да<speak>a</speak>", "line 1, column 2: text stands outside <speak>"],
    ["text after", "<speak>a</speak>\n b > c", "line 2, column 2: text stands outside <speak>"],
    ["nothing", "", "line 1, column 1: document must contain a root element"],
    ["another root", "<prosody>a</prosody>", "line 1, column 1: <prosody> stands outside <speak>"],
    ["two roots", "<speak/><speak/>", "documents may contain only one root"],
    ["speak inside", "<speak><speak/></speak>", "line 1, column 8: <speak> must not stand in <speak>"],
    [
      "unknown tag",
      "<speak>\r\n😀 <mark/></speak>",
      "line 2, column 3: <mark> is not a tag of this SSML; there are speak, ",
    ],
    ["object's own name", "<speak><toString/></speak>", "line 1, column 8: <toString> is not a tag"],
    [
      "unknown attribute",
      '<speak>\n  <prosody rate="2">a</prosody></speak>',
      "line 2, column 12: <prosody> has no attribute rate",
    ],
    [
      "missing attribute",
      "<speak><say-as>1</say-as></speak>",
      "line 1, column 8: <say-as> needs the attribute interpret-as",
    ],
    ["single quotes", "<speak><break time='1s'/></speak>", "line 1, column 15: <break> time: use double quotes"],
    ["same attribute twice", '<speak speed="1" speed="2"/>', "line 1, column 28: duplicate attribute: speed"],
    ["unclosed", "<speak>\n<prosody>a", "line 2, column 1: <prosody> is not closed"],
    ["closed by the wrong tag", "<speak><prosody>a</speak>", "line 1, column 8: <prosody> is not closed"],
    ["closing nothing", "<speak>a</voice></speak>", "line 1, column 9: </voice> closes nothing"],
    ["full break", "<speak><break>a</break></speak>", "line 1, column 8: <break> must be empty"],
    ["tag in break", "<speak><break><break/></break></speak>", "line 1, column 15: <break> must not stand in <break>"],
    [
      "tag in say-as",
      '<speak><say-as interpret-as="time"><break/></say-as></speak>',
      "<break> must not stand in <say-as>",
    ],
    [
      "emphasis inside",
      "<speak><prosody><emphasis>a</emphasis></prosody></speak>",
      "<emphasis> may contain other tags but must not stand in",
    ],
    ["prolog", '<?xml version="1.0"?><speak/>', "line 1, column 1: an XML prolog is not allowed"],
    ["instruction", "<speak><?php?></speak>", "line 1, column 8: <?php?> is not allowed"],
    ["entity bomb", bomb, "line 1, column 1: a DOCTYPE is not allowed"],
    [
      "unknown entity",
      "<speak>&nbsp;</speak>",
      "line 1, column 8: &nbsp; is not an entity of XML; write the character itself, U+00A0 (&#xA0;)",
    ],
    [
      "entity of nobody",
      "<speak>&foo;</speak>",
      "line 1, column 8: &foo; is not an entity of XML; there are &amp; &lt;",
    ],
    ["bare ampersand", "<speak>a & b</speak>", "line 1, column 10: a bare & is not allowed; write &amp;"],
    ["bare less-than", "<speak>if 3 < 5 then go</speak>", "line 1, column 13: a bare < is not allowed; write &lt;"],
    ["less-than before a number", "<speak>a <5</speak>", "line 1, column 10: a bare < is not allowed; write &lt;"],
    ["control character", "<speak>\u0000</speak>", "line 1, column 8: disallowed character"],
    ["deep nesting", "<speak>" + "<prosody>".repeat(ssmlLimits.depth), "tags are nested deeper than 32"],
    ["many tags", `<speak>${"<break/>".repeat(ssmlLimits.tags)}</speak>`, "more than 10000 tags"],
    [
      "huge input",
      `<speak>${"а".repeat(ssmlLimits.characters)}</speak>`,
      "line 1, column 1: more than 1000000 characters",
    ],
  ])("refuses %s and says where", (_name, source, message) => {
    expect(() => parseSsml(source)).toThrow(SsmlError);
    expect(() => parseSsml(source)).toThrow(message);
  });

  it("returns the tree with offsets, decoded attributes, and text joined from its parts", () => {
    const tree = parseSsml('<speak>a &lt; <![CDATA[<b>]]><voice name="x&quot;y">c<!-- no --></voice></speak>');
    expect(tree).toMatchObject({ name: "speak", at: 0 });
    const voice = tree.children.at(-1);
    expect(voice).toMatchObject({ name: "voice", at: 29, children: ["c"] });
    expect(typeof voice === "object" && voice.attributes.get("name")).toEqual({ value: 'x"y', at: 36, to: 51 });
    expect(tree.children.slice(0, -1).join("")).toBe("a < <b>");
  });

  it("throws nothing but SsmlError, whatever it is given", () => {
    const bit = fc.constantFrom(
      ...[
        "<speak>",
        "</speak>",
        "<prosody speed=",
        '"1"',
        ">",
        "</prosody>",
        "<break/>",
        "&amp;",
        "&#x0;",
        "<!--",
        "-->",
      ],
      ...["<![CDATA[", "]]>", "<?x ?>", "<!DOCTYPE a>", "<voice", " name='a'", "\n", "слово", "{'}", "\ud800", "😀"],
    );
    const soup = fc.array(fc.oneof({ weight: 5, arbitrary: bit }, fc.string({ unit: "binary", maxLength: 4 })));
    fc.assert(
      fc.property(fc.boolean(), soup, (isWrapped, bits) => {
        const text = bits.join("");
        try {
          parseSsml(isWrapped ? `<speak>${text}</speak>` : text);
        } catch (error) {
          expect(error).toBeInstanceOf(SsmlError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
