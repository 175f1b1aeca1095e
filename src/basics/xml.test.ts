import { expect, it } from "vitest";
import { escapeXml } from "./xml.ts";

it("escapes each special character of element content once, and nothing else", () => {
  expect(escapeXml("Tom & <b>Jerry</b> &amp; \"'é👋")).toBe("Tom &amp; &lt;b&gt;Jerry&lt;/b&gt; &amp;amp; \"'é👋");
});
