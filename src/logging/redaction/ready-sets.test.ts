import { describe, expect, it } from "vitest";
import { applyRedactionRules } from "./redaction-rules.ts";
import { readySetRule, type ReadySet } from "./ready-sets.ts";

const clean = (set: ReadySet, text: string) => applyRedactionRules(text, [readySetRule(set)]);

/** Texts as people write them, in which what stands between ⟨ and ⟩ is personal. */
const positives: Record<Exclude<ReadySet, "fields">, string[]> = {
  email: [
    "Пишите на ⟨ivan.petrov@example.ru⟩, ответим сегодня.",
    "unknown account ⟨a_b+test%x@mail-1.example.co.uk⟩: retry",
    "mailto:⟨o'neill@example.com⟩?subject=x".replace("o'", "o"),
    "почта ⟨пётр@почта.рф⟩ не найдена",
    "https://host/path?user=⟨ivan%40example.com⟩&x=1",
    '{"to":["⟨a@b.io⟩","⟨c@d.museum⟩"]}',
    "<⟨first.last@sub.domain.example.org⟩>",
  ],
  phone: [
    "Позвоните: ⟨+7 (916) 123-45-67⟩.",
    "тел.⟨89161234567⟩",
    "⟨8 (495) 123-45-67⟩ доб. 12",
    "мой номер ⟨8-916-123-45-67⟩, жду",
    "⟨+79161234567⟩",
    "⟨8 800 555 35 35⟩",
    "call ⟨+44 20 7946 0958⟩ today",
    "call ⟨+1 (555) 123-4567⟩ or ⟨555-123-4567⟩",
    "⟨+49 30 901820⟩",
    "городской ⟨123-45-67⟩",
    "⟨(495) 123-45-67⟩",
    "tel:⟨+7-916-123-45-67⟩;ext=1",
    "⟨7 916 123 45 67⟩",
  ],
  card: [
    "Card ⟨4111 1111 1111 1111⟩ declined",
    "карта ⟨5555555555554444⟩",
    "⟨2200-7000-0000-0009⟩".replace("0009", luhnEnd("220070000000000")),
    "⟨378282246310005⟩ (amex)",
    "pan=⟨6011111111111117⟩&cvv=1",
  ],
  passport: [
    "паспорт ⟨4508 123456⟩ выдан",
    "серия и номер: ⟨45 08 123456⟩",
    "Паспорт №⟨4508123456⟩",
    "паспорт серия ⟨4508 номер 123456⟩",
    "passport: ⟨751234567⟩",
    "загранпаспорт ⟨75 1234567⟩",
    "⟨45 08№123456⟩",
  ],
};

/** What is no personal data, and stands in logs. */
const negatives = [
  "2026-11-29T18:14:13.123Z INFO request_start",
  "req_1732900000_0042_3f2a9c00aabb failed after 1234 ms",
  "session 550e8400-e29b-41d4-a716-446655440000",
  "version 142.0.7444.60, build 20261129.1",
  "from 192.168.100.200:8080 to 10.0.0.1:443",
  "sizes 2048 131072 4194304 bytes; offset 1048576",
  "epoch 1732900000123 ms, 1732900000123456 µs",
  "took 12345.678 ms, p99 0.123456789",
  "Цена 1 000 000 рублей, 25 декабря 2026 года, 10:30–11:45",
  "dates 2026-11-29, 29.11.2026, 29/11/2026",
  "ГОСТ 7.32-2017, статья 1234, пункт 5.6.7",
  "AudioGram v2.3.4-rc.1 @ startup, a@b, user@localhost",
  "sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  "order 1234567812345678 (no card: wrong check digit)",
  "http://127.0.0.1:43211/mts.ai.audiogram.tts.v2.TTS/Synthesize",
  "8 из 10 вызовов, 7 ошибок, 100 % успеха",
  "rates 8000 16000 22050 44100 48000 Hz",
];

/** The last four digits that make a number valid. */
function luhnEnd(first15: string): string {
  const sum = [...first15].reverse().reduce((total, digit, index) => {
    const doubled = index % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return first15.slice(12) + String((10 - (sum % 10)) % 10);
}

describe("readySetRule", () => {
  for (const [set, texts] of Object.entries(positives)) {
    it.each(texts)(`takes what is marked, and nothing else, out of ${set} %s`, (text) => {
      const given = text.replaceAll(/[⟨⟩]/g, "");
      expect(clean(set as ReadySet, given)).toBe(text.replaceAll(/⟨[^⟩]*⟩/g, `[${set}]`));
    });
  }

  it.each(negatives)("leaves %s alone", (text) => {
    for (const set of ["email", "phone", "card", "passport", "fields"] as const) expect(clean(set, text)).toBe(text);
  });
});
