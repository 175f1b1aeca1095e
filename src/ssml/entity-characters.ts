/** Characters of HTML's entities that people write in texts, by name; each with how it is named where it is not seen. */
const characters: Record<string, string> = {
  ...{ nbsp: "U+00A0 (&#xA0;)", ensp: "U+2002 (&#x2002;)", emsp: "U+2003 (&#x2003;)", thinsp: "U+2009 (&#x2009;)" },
  ...{ shy: "U+00AD (&#xAD;)", zwj: "U+200D (&#x200D;)", zwnj: "U+200C (&#x200C;)" },
  ...{ mdash: "—", ndash: "–", minus: "−", hellip: "…", bull: "•", middot: "·", sect: "§", para: "¶" },
  ...{ laquo: "«", raquo: "»", ldquo: "“", rdquo: "”", lsquo: "‘", rsquo: "’", bdquo: "„", sbquo: "‚" },
  ...{ euro: "€", pound: "£", yen: "¥", cent: "¢", copy: "©", reg: "®", trade: "™", deg: "°", plusmn: "±" },
  ...{ frac12: "½", frac14: "¼", frac34: "¾", times: "×", divide: "÷", ne: "≠", le: "≤", ge: "≥", infin: "∞" },
  ...{ eacute: "é", egrave: "è", agrave: "à", ccedil: "ç", auml: "ä", ouml: "ö", uuml: "ü", szlig: "ß", ntilde: "ñ" },
};

/** What to write instead of an entity of HTML that XML does not have, as `&nbsp;`; empty where the name says nothing. */
export function characterOf(entity: string): string {
  const name = entity.slice(1, -1);
  return Object.hasOwn(characters, name) ? characters[name]! : "";
}
