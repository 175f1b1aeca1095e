/** Parts of a date; each may be missing. */
export interface DateParts {
  day?: number;
  /** 1 to 12. */
  month?: number;
  year?: string;
  /** Set by the suffix `_fulldate`: the word for the year is spoken too. */
  isFull: boolean;
}

/** A time of day; the seconds may be missing. */
export interface TimeParts {
  hours: number;
  minutes: number;
  seconds?: number;
}

/**
 * Parses a date by its `detail`: the letters d, m, y in their order, with `.`, `-` or `/`; suffixes
 * `_fulldate` and `_word` (the month may be a word).
 *
 * @param monthOf the number of a month that is written as a word
 */
export function readDate(content: string, detail: string, monthOf: (word: string) => number): DateParts | undefined {
  const [order = "", ...suffixes] = (detail || "d.m.y").split("_");
  const letters = order.split(/[./-]/);
  const written = content.split(/[./\s-]+/).filter((part) => part !== "");
  const isKnown = letters.every((letter) => /^[dmy]$/.test(letter)) && new Set(letters).size === letters.length;
  if (!isKnown || letters.length !== written.length || suffixes.some((suffix) => !/^(fulldate|word)$/.test(suffix))) {
    return undefined;
  }
  const part = (letter: string) => written[letters.indexOf(letter)];
  const [day, monthText, year] = [part("d"), part("m"), part("y")];
  const month = monthText === undefined || /^\d+$/.test(monthText) ? Number(monthText ?? 1) : monthOf(monthText);
  const isDate = isWithin(Number(day ?? 1), 1, 31) && isWithin(month, 1, 12) && /^\d{1,4}$/.test(year ?? "0");
  if (!isDate) return undefined;
  return {
    ...(day !== undefined && { day: Number(day) }),
    ...(monthText !== undefined && { month }),
    ...(year !== undefined && { year }),
    isFull: suffixes.includes("fulldate"),
  };
}

/** Parses a time: `h:m` (default) or `h:m:s`, with `:`, `.` or `-`. */
export function readTime(content: string, detail: string): TimeParts | undefined {
  const letters = (detail || "h:m").split(/[:.-]/).join("");
  const written = content.split(/[:.-]/).map((part) => (/^\d{1,2}$/.test(part) ? Number(part) : NaN));
  if (!/^hms?$/.test(letters) || written.length !== letters.length) return undefined;
  const [hours = NaN, minutes = NaN, seconds] = written;
  const isTime = isWithin(hours, 0, 24) && isWithin(minutes, 0, 59) && isWithin(seconds ?? 0, 0, 59);
  return isTime ? { hours, minutes, ...(seconds !== undefined && { seconds }) } : undefined;
}

function isWithin(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}
