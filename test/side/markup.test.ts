// No text becomes HTML by being put in a page.

import fc from "fast-check";
import { expect, test } from "vitest";
import { htmltekst, innebygd, markup } from "../../functions/side/markup.ts";

test("what stands in a hole is text, in an element and in an attribute", () => {
  const ond = `<script>alert("1")</script>&'`;
  expect(htmltekst(markup`<a title="${ond}">${ond}</a>`)).toBe(
    '<a title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;">' +
      "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;</a>",
  );
});

test("whatever the text is, it opens no tag, ends no attribute, and can be read back", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (tekst) => {
      const kode = htmltekst(markup`${tekst}`);
      expect(kode).not.toMatch(/[<>"']/);
      const lest = kode
        .replaceAll("&lt;", "<")
        .replaceAll("&gt;", ">")
        .replaceAll("&quot;", '"')
        .replaceAll("&#39;", "'")
        .replaceAll("&amp;", "&");
      expect(lest).toBe(tekst);
    }),
  );
});

test("HTML made by a template stays what it is, alone and in a list", () => {
  const punkter = ["a", "<b>"].map((tekst) => markup`<li>${tekst}</li>`);
  expect(htmltekst(markup`<ul>${punkter}</ul>${[]}${markup`<hr>`}${3}`)).toBe(
    "<ul><li>a</li><li>&lt;b&gt;</li></ul><hr>3",
  );
});

test.each([
  ["an attribute without quotes", () => markup`<a href=${"x onclick=alert(1)"}>`],
  ["the name of an attribute", () => markup`<a ${"onclick=alert(1)"}>`],
  ["the name of an element", () => markup`<${"script"}>`],
  ["after an attribute in quotes", () => markup`<a class="x" ${"y"}>`],
])("text is refused as %s", (_, lag) => {
  expect(lag).toThrow("must stand in quotes");
});

test("an attribute made by a template may stand in a tag, or not be there", () => {
  const rad = (vist: boolean) => htmltekst(markup`<tr${vist ? [] : markup` hidden`}>`);
  expect([rad(true), rad(false)]).toEqual(["<tr>", "<tr hidden>"]);
});

test("line breaks of the source are spaces between words, and nothing beside a tag or a hole", () => {
  expect(
    htmltekst(markup`
      <p>
      en og
      to <b>tre</b>
      </p>
      ${"fire"}
    `),
  ).toBe("<p>en og to <b>tre</b></p>fire");
});

test("line breaks of what stands in a hole are kept", () => {
  expect(htmltekst(markup`<p>${"en\n  to"}</p>`)).toBe("<p>en\n  to</p>");
});

test("a script that would end within itself is refused", () => {
  expect(() => innebygd("script", 'x = "</script>"')).toThrow();
  expect(htmltekst(innebygd("style", "a > b {}"))).toBe("<style>a > b {}</style>");
});
