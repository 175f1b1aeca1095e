import type { Language } from "./language.ts";
import { createTimeFormat, type TimeFormat } from "./time-format.ts";

/** How one language writes numbers, sizes and times. */
export interface Format extends TimeFormat {
  /** At most `fractionDigits` digits after the point, 0 by default. */
  number(value: number, fractionDigits?: number): string;
  /** A share from 0 to 1 as a percentage; one too small for its digits, as 0.0001, is "<0.1%", and never 0. */
  percent(share: number, fractionDigits?: number): string;
  /** A size in bytes in its largest fitting unit of 1000: "1.5 MB". */
  bytes(sizeBytes: number): string;
  /** A size to the last byte: "10,485,760 bytes". */
  exactBytes(sizeBytes: number): string;
  /** A length of time: "412 ms", "1.24 s", "2 min 5 s". */
  duration(durationMs: number): string;
  /** How long ago something was, in its largest whole unit: "just now", "3 minutes ago", "2 days ago". */
  ago(ageMs: number): string;
}

const byteUnits = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
const justNow = { en: "just now", ru: "только что" } as const;
const timeUnits = {
  en: { ms: "ms", s: "s", min: "min", h: "h" },
  ru: { ms: "мс", s: "с", min: "мин", h: "ч" },
} as const;

/**
 * Makes the formats of a language. Numbers never break from their units at the end of a line.
 *
 * @param timeZone an IANA name, by default the system's
 * @param dateTag the BCP 47 tag by which dates are written
 */
export function createFormat(language: Language, timeZone?: string, dateTag: string = language): Format {
  let relative: Intl.RelativeTimeFormat | undefined;
  const numbers = new Map<string, Intl.NumberFormat>();

  function number(value: number, options: Intl.NumberFormatOptions): string {
    const key = JSON.stringify(options);
    const format = numbers.get(key) ?? new Intl.NumberFormat(language, options);
    numbers.set(key, format);
    return format.format(value);
  }
  const bytes = (value: number, name: string, maximumFractionDigits: number): string =>
    number(value, {
      style: "unit",
      unit: name,
      unitDisplay: name === "byte" ? "long" : "short",
      maximumFractionDigits,
    });
  // Intl writes "1.24 sec"; an instrument writes "1.24 s". The space does not break.
  const units = timeUnits[language];
  const length = (value: number, unit: keyof typeof units, fractionDigits = 0): string =>
    `${number(value, { maximumFractionDigits: fractionDigits })}\u00a0${units[unit]}`;

  return {
    ...createTimeFormat(dateTag, timeZone),
    number: (value, fractionDigits = 0) => number(value, { maximumFractionDigits: fractionDigits }),
    percent(share, fractionDigits = 1) {
      const options = { style: "percent", maximumFractionDigits: fractionDigits } as const;
      const least = 10 ** -(fractionDigits + 2);
      return share > 0 && share < least / 2 ? `<${number(least, options)}` : number(share, options);
    },
    bytes(sizeBytes) {
      // 999,600 would be shown as "1,000 kB", so the unit is chosen by what will be shown.
      const step = Math.min(byteUnits.length - 1, Math.floor(Math.log10(Math.max(1, sizeBytes * 1.0005)) / 3));
      const value = sizeBytes / 1000 ** step;
      return bytes(value, byteUnits[step] ?? "byte", step === 0 || value >= 100 ? 0 : 1);
    },
    exactBytes: (sizeBytes) => bytes(sizeBytes, "byte", 0),
    duration(durationMs) {
      if (durationMs < 999.5) return length(durationMs, "ms", durationMs < 10 ? 1 : 0);
      if (durationMs < 59_995) return length(durationMs / 1000, "s", 2);
      const seconds = Math.round(durationMs / 1000);
      const [unit, part, count] =
        seconds < 3600 ? (["min", "s", seconds] as const) : (["h", "min", Math.round(seconds / 60)] as const);
      const whole = length(Math.floor(count / 60), unit);
      return count % 60 === 0 ? whole : `${whole} ${length(count % 60, part)}`;
    },
    ago(ageMs) {
      relative ??= new Intl.RelativeTimeFormat(language, { numeric: "auto" });
      const minutes = Math.floor(Math.max(0, ageMs) / 60_000);
      if (minutes === 0) return justNow[language];
      if (minutes < 60) return relative.format(-minutes, "minute");
      if (minutes < 24 * 60) return relative.format(-Math.floor(minutes / 60), "hour");
      return relative.format(-Math.floor(minutes / (24 * 60)), "day");
    },
  };
}
