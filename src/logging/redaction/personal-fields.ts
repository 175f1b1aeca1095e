import type { TextRange } from "../../basics/secret-forms.ts";

/** Names of fields whose values are personal; case, spaces, hyphens and underscores do not matter. */
export const personalFields = [
  ...["first name", "last name", "middle name", "full name", "given name", "family name", "surname", "patronymic"],
  ...["user name", "login", "fio", "фио", "фамилия", "имя", "отчество"],
  ...["email", "e-mail", "email address", "почта", "phone", "phone number", "mobile", "msisdn", "телефон"],
  ...["address", "street", "postal address", "адрес", "birth date", "date of birth", "birthday", "дата рождения"],
  ...["passport", "passport number", "паспорт", "snils", "снилс", "inn", "инн", "card number", "номер карты"],
] as const;

/** Looks for fields by their names. */
export interface FieldFinder {
  hasField(name: string): boolean;
  /** Where the values of these fields stand in a text that is JSON, a form or a query of a URL, or has some in it. */
  find(text: string): TextRange[];
}

/** Characters between the words of a name. */
const between = String.raw`[ _-]?`;
/** The name of a field as it is compared: without case, spaces, hyphens and underscores. */
export function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/g, "");
}

/**
 * Makes the search for fields of these names.
 *
 * @param replacement is not found again
 */
export function createFieldFinder(names: readonly string[], replacement: string): FieldFinder {
  const known = new Set(names.map(plainName));
  const written = [...known].map((name) => Array.from(name, escapeLetter).join(between));
  // Each part of the pattern is bounded or ends at a character that it does not take, so no text makes it slow.
  const beginning = new RegExp(
    String.raw`(?<![\p{L}\p{N}_])(?:${written.join("|")})(?:(\\?)["']\s{0,4}[:=]\s{0,4}\\?(["'])?|=)`,
    "giu",
  );
  /** One look spares most texts the rest. */
  const mayHave = /["']\s{0,4}[:=]|=/;

  function find(text: string): TextRange[] {
    if (!mayHave.test(text)) return [];
    const ranges: TextRange[] = [];
    beginning.lastIndex = 0;
    for (let match = beginning.exec(text); match !== null; match = beginning.exec(text)) {
      const start = beginning.lastIndex;
      const length = valueLength(text, start, match[2], match[1] === "\\");
      beginning.lastIndex = start + length;
      if (length > 0 && text.slice(start, start + length) !== replacement) ranges.push({ start, end: start + length });
    }
    return ranges;
  }

  return { hasField: (name) => known.has(plainName(name)), find };
}

/** JSON inside of JSON ends its texts with `\"`; JSON by itself has that inside of them. */
function valueLength(text: string, start: number, quote: string | undefined, isEscaped: boolean): number {
  const value =
    quote === undefined ? bareValue : isEscaped ? escapedValue : quote === '"' ? doubleQuoted : singleQuoted;
  value.lastIndex = start;
  return value.exec(text)?.[0].length ?? 0;
}

const bareValue = /(?!null\b|true\b|false\b)[^\s"'&,;<>{}[\]\\]+/y;
const doubleQuoted = /(?:[^"\\]|\\[^])*/y;
const singleQuoted = /(?:[^'\\]|\\[^])*/y;
const escapedValue = /(?:[^"'\\]|\\[^"'\\]|\\\\+[^"'\\])*/y;

function escapeLetter(letter: string): string {
  return letter.replace(/[^\p{L}\p{N}]/u, String.raw`\$&`);
}
