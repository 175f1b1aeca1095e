import type { Format } from "../../../kit/i18n/format.ts";
import { ruleOf, type NumberName } from "./option-numbers.ts";
import type { optionsText } from "./options-text.ts";

type Words = (typeof optionsText)["en"];

/** What a number may be, in words: "0 to 1", "40 or more, a multiple of 40, default 1,000". */
export function allowedNumbers(name: NumberName, text: Words, format: Format): string {
  const { min, max, isOpen, multipleOf, usual } = ruleOf(name);
  const number = (value: number): string => format.number(value, 2);
  const range =
    max > 100_000
      ? min < 0
        ? []
        : [text.rangeFrom(number(min))]
      : [(isOpen ? text.rangeOpen : text.range)(number(min), number(max))];
  return [
    ...range,
    ...(multipleOf === undefined ? [] : [text.multipleOf(number(multipleOf))]),
    ...(usual === undefined ? [] : [text.usual(number(usual))]),
  ].join(", ");
}
