import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { guessEncoding } from "./guess-encoding.ts";
import type { LegacyEncoding } from "./guess-legacy-encoding.ts";
import { createRecordDecoder } from "./record-decoder.ts";
import { createUtf16Reader, toUtf16 } from "./utf-16.ts";

const utf8 = new TextEncoder();

/** Writes a text in an encoding of one byte a letter. */
function encode(text: string, encoding: LegacyEncoding): Uint8Array {
  const letters = new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  return Uint8Array.from(text, (letter) => letters.indexOf(letter));
}

function join(...parts: (string | Uint8Array)[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part))));
}

const cyrillic = ["windows-1251", "ibm866", "koi8-r"] as const;
const russian = [
  "Ошибка",
  "ошибка соединения",
  "Синтез завершён",
  "ОШИБКА ПОДКЛЮЧЕНИЯ",
  "Не удалось открыть файл «голос.wav»",
  "Превышено время ожидания ответа",
  "Запись не найдена: проверьте имя",
];

describe("guessEncoding", () => {
  it.each(cyrillic.flatMap((encoding) => russian.map((text) => [encoding, text] as const)))(
    "knows %s by “%s”",
    (encoding, text) => {
      const letters = text.replaceAll(/[«»]/g, encoding === "windows-1251" ? "$&" : '"');
      expect(guessEncoding(encode(`2026-01-05 09:00:01 | ERROR    | tts | a:1 | ${letters}`, encoding))).toBe(encoding);
    },
  );

  it.each(["über", "café fermé", "Größe überschritten", "señal perdida, año 2026"])(
    "knows Windows-1252 by “%s”",
    (text) => {
      expect(guessEncoding(encode(`2026-01-05 | ERROR | ${text}`, "windows-1252"))).toBe("windows-1252");
    },
  );

  it("takes Cyrillic UTF-8 with a stray byte in every line as UTF-8", () => {
    const line = join("Синтез ", Uint8Array.of(0xd0), "завершён\n");
    expect(guessEncoding(join(line, line, line))).toBe("utf-8");
  });

  it("takes UTF-8 that is cut in a letter as UTF-8", () => {
    expect(guessEncoding(utf8.encode("Ы").subarray(0, 1))).toBe("utf-8");
  });

  it("knows UTF-16 of both orders without a mark, by Latin and by Russian text", () => {
    for (const text of ['{"message":"Привет"}', "только русский текст без латиницы, одна строка"]) {
      const units = Uint16Array.from(text, (letter) => letter.charCodeAt(0));
      const little = new Uint8Array(units.buffer);
      const big = new Uint8Array(units.map((unit) => ((unit << 8) | (unit >> 8)) & 0xffff).buffer);
      expect([guessEncoding(little), guessEncoding(big)]).toEqual(["utf-16le", "utf-16be"]);
    }
  });

  it("does not take runs of NULs as UTF-16", () => {
    expect(guessEncoding(join(new Uint8Array(3001), "2026-01-05 text"))).toBe("utf-8");
  });
});

describe("createRecordDecoder", () => {
  it("replaces a bad byte of a line in UTF-8, and is not exact there alone", () => {
    const bad = join("Синтез", Uint8Array.of(0xd0), " завершён");
    const decoder = createRecordDecoder(join(bad, "\nЕщё\n"));
    expect(decoder.decode(bad)).toEqual({ text: "Синтез\ufffd завершён", exact: false });
    expect(decoder.decode(utf8.encode("Ещё"))).toEqual({ text: "Ещё", exact: true });
  });

  it("decodes a line of another writer in its own encoding, inside of a record of two", () => {
    const decoder = createRecordDecoder(utf8.encode("Первая строка в UTF-8\n".repeat(9)));
    const record = join("Первая строка\n", encode("ошибка соединения с сервером", "ibm866"));
    expect(decoder.decode(record)).toEqual({ text: "Первая строка\nошибка соединения с сервером", exact: false });
    expect(decoder.encoding).toBe("utf-8");
  });

  it("decodes a line of UTF-8 in a file of Windows-1251, but for a person who chose otherwise", () => {
    const sample = encode("Синтез завершён, запись сохранена\n".repeat(5), "windows-1251");
    const line = utf8.encode("Да");
    expect(createRecordDecoder(sample).decode(line)).toEqual({ text: "Да", exact: true });
    expect(createRecordDecoder(sample, "windows-1251").decode(line)).toEqual({ text: "Р”Р°", exact: false });
  });

  it("gives back every byte of an encoding of one byte a letter", () => {
    const all = Uint8Array.from({ length: 128 }, (_, byte) => byte + 128);
    for (const encoding of [...cyrillic, "windows-1252"] as const)
      expect(encode(createRecordDecoder(all, encoding).decode(all).text, encoding)).toEqual(all);
  });
});

describe("createUtf16Reader", () => {
  it("loses no unit, whatever the chunks are", () => {
    const units = fc.array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0xd800, max: 0xdfff })));
    fc.assert(
      fc.property(units, fc.integer({ min: 1, max: 7 }), fc.boolean(), (values, size, littleEndian) => {
        const bytes = new Uint8Array(Uint16Array.from([...values, 0x20]).buffer);
        if (!littleEndian) for (let at = 0; at < bytes.length; at += 2) bytes.subarray(at, at + 2).reverse();
        const read = createUtf16Reader(littleEndian);
        const parts: Uint8Array[] = [];
        for (let at = 0; at < bytes.length; at += size) parts.push(read(bytes.slice(at, at + size)));
        expect(toUtf16(join(...parts), littleEndian)).toEqual(bytes);
      }),
    );
  });
});
