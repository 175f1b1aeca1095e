/** A line of a log in JSON. */
export type Line = Record<string, unknown>;

/** How a text is written by somebody who got it. Of long runs of base64 the log itself keeps only the length. */
export const spellings: ((text: string) => string)[] = [
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => encodeURIComponent(text),
  (text) => encodeURIComponent(encodeURIComponent(text)),
  (text) => new URLSearchParams({ q: text }).toString().slice(2),
  (text) => JSON.stringify(JSON.stringify({ text })),
  (text) => [...text].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""),
  (text) => [...text].map((one) => `&#${String(one.codePointAt(0))};`).join(""),
  (text) => Buffer.from(text).toString("base64"),
  (text) => Buffer.from(`input:${text};`).toString("base64url"),
  (text) => Buffer.from(text).toString("hex"),
  (text) => Buffer.from(Buffer.from(text).toString("base64")).toString("base64"),
];

const [names, surnames, streets] = [
  ["Анна", "Олег", "Маргарита", "Andrew", "Elizabeth", "Тимофей", "Yuri"],
  ["Кузнецова", "Petrosyan", "Вишневский", "O'Donnell", "Щербакова", "Абдурахманов"],
  ["Садовая", "Baker", "Кутузовский", "Elm Grove"],
];

/** A name, address, mail address or telephone number of a person; each index has another. */
export function personalString(index: number, random: () => number): string {
  const pick = <T>(list: T[]): T => list[Math.floor(random() * list.length)]!;
  const number = String(10_000 + index);
  return pick([
    `${pick(names)} ${pick(surnames)} ${number}`,
    `${pick(streets)} ${number}, кв. ${String(index)}`,
    `${pick(surnames)}.${number}@почта.example`,
    `+7 916 ${number.slice(0, 3)}-${number.slice(3)}-${String(10 + (index % 90))}`,
  ]);
}

/** Two lines of a failed call that quotes its text. */
export function quotingCall(
  index: number,
  personal: string,
  spell: (text: string) => string,
  hasContent = true,
): Line[] {
  const quoted = hasContent ? spell(personal) : `“${personal}”`;
  const common = {
    level: "ERROR",
    request_id: `req_17952${String(index).padStart(5, "0")}_0000_abc`,
    service: "TTS",
    operation: "Synthesize",
    endpoint: `https://speech.customer-${String(index % 3)}.example/mts.TTS/Synthesize`,
    session_id: "0f0b0c0d-1111-2222-3333-444455556666",
    seq: index,
  };
  const text = `Здравствуйте, ${personal}, your order is ready`;
  return [
    {
      timestamp: "2026-11-01T10:00:00.000Z",
      event: "request_start",
      ...common,
      request_data: hasContent ? { text, text_length: text.length } : { text_length: text.length },
    },
    {
      timestamp: "2026-11-01T10:00:01.000Z",
      event: "request_error",
      ...common,
      message: `TTS Synthesize failed after 3 ms: INVALID_ARGUMENT: cannot speak ${quoted}`,
      response_data: { server_note: `see ${quoted}`, trailers: { "x-debug": quoted } },
      error: {
        error_type: "INVALID_ARGUMENT",
        error_message: `cannot speak ${quoted}`,
        grpc_details: `detail: ${quoted}; x-upstream-failure: UF`,
        seen: { body_text: `<b>${quoted}</b>`, stack: `at https://cdn.example/app.js?text=${quoted}&line=1` },
      },
      data: { [hasContent ? `about ${personal}` : "about"]: { note: `kept for ${personal}` } },
    },
  ];
}
