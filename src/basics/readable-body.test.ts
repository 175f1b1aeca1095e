import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readableBody } from "./readable-body.ts";

describe("readableBody", () => {
  it.each([
    [
      "nginx's page, whose heading repeats the title",
      "<html>\r\n<head><title>504 Gateway Time-out</title></head>\r\n<body>\r\n<center><h1>504 Gateway Time-out</h1></center>\r\n<hr><center>nginx/1.25.3</center>\r\n</body>\r\n</html>\r\n",
      "504 Gateway Time-out nginx/1.25.3",
    ],
    [
      "a page with a script, a style, a comment and entities",
      "<!DOCTYPE html><!-- v2 --><title>Вход &amp; доступ</title><style>p{}</style><script>if (a<b) go('x')</script><p>Нет&nbsp;доступа &#x2014; &#1055;</p>",
      "Вход & доступ Нет доступа — П",
    ],
    [
      "a page that was cut in a script",
      "<html><title>Blocked</title><p>By policy<script>var a = '",
      "Blocked By policy",
    ],
    ["a page that was cut in a tag", "<html><body>Denied <a href='https://", "Denied"],
    ["JSON", ' {"error":\n "x<y"} ', '{"error": "x<y"}'],
    ["plain text with a sign of less", "a < b", "a < b"],
    ["nothing", "", ""],
  ])("reads %s", (_, body, text) => {
    expect(readableBody(body)).toBe(text);
  });

  it("is one line without control characters, whatever the body is", () => {
    fc.assert(
      fc.property(fc.constantFrom("", "<html>", "<title>"), fc.string({ unit: "binary" }), (start, rest) => {
        expect(readableBody(start + rest)).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }),
    );
  });

  it("comes to an end with bodies made of beginnings", () => {
    expect(readableBody(`<html>${"<script><!--<title".repeat(900)}`)).toBe("");
    const comments = "<!-- - -->".repeat(900);
    expect(readableBody(`${comments}no page`)).toBe(`${comments}no page`);
  });
});
