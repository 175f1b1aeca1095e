import { Buffer } from "node:buffer";
import type { LogEvent } from "../../src/logging/log-event.ts";

/** Texts that must not leave, and a log that holds them. */
export interface PlantedTexts {
  events: LogEvent[];
  /** Secrets of other programs, each written as one is: in a header, an address, a form, a token, in one encoding or another. */
  secrets: string[];
  /** E-mail addresses and telephone numbers in what people typed, half of them also in the error that quotes it. */
  personal: string[];
}

/** Stands in each secret, so that one search finds any of them in any encoding. */
export const secretMark = "Zq9xQ7vTb3Kd";

/** How a secret stands in the words of a failure. `client` stands before it where both are packed together. */
const written: ((secret: string) => string)[] = [
  (secret) => `Authorization: Bearer ${secret}`,
  (secret) => `authorization: Basic ${Buffer.from(`client:${secret}`).toString("base64")}`,
  (secret) => `https://user:${secret}@gateway.example/call`,
  (secret) => `grant_type=client_credentials&client_secret=${encodeURIComponent(secret)}`,
  (secret) => JSON.stringify(JSON.stringify({ access_token: secret })),
  (secret) => `password=${Buffer.from(secret).toString("hex")}`,
  (secret) => `eyJhbGciOiJSUzI1NiJ9.${Buffer.from(secret).toString("base64url")}.${secret}`,
  (secret) => `x-api-key: ${secret}`,
];

/**
 * A log with secrets and personal strings in it, in turn, as many as there are: each failed call holds some of the secrets, each
 * synthesis some of the personal strings.
 *
 * @param count of the secrets, and of the personal strings
 * @param live a secret that the page knows; it stands in one line in each of these forms
 */
export function plantTexts(events: readonly LogEvent[], count: number, live: readonly string[]): PlantedTexts {
  const secrets = Array.from(
    { length: count },
    (_, index) => `Sk${(index * 7_919 + 104_729).toString(36)}-${secretMark}${String(index)}/w+`,
  );
  const personal = Array.from({ length: count }, (_, index) =>
    index % 2 === 0
      ? `ivanova.k${String(10_000 + index)}@mail.example`
      : `+7 916 ${String(100 + (index % 900))}-${String(10 + (index % 90))}-${String(10 + Math.floor(index / 90))}`,
  );
  const isFailure = ({ event, service }: LogEvent) => event === "request_error" && service !== "AudioArchive";
  const isTyped = ({ request_data: request }: LogEvent) => typeof request?.["text"] === "string";
  const perFailure = Math.ceil(count / events.filter(isFailure).length);
  const perText = Math.ceil(count / events.filter(isTyped).length);
  const [freeSecrets, freePersonal] = [[...secrets], [...personal]];
  const typed = new Map<string, string>();
  const planted = events.map((event): LogEvent => {
    if (isTyped(event)) {
      const text = `${String(event.request_data!["text"])}; ${freePersonal.splice(0, perText).join(", ")}`;
      if (event.request_id !== undefined) typed.set(event.request_id, text);
      return { ...event, request_data: { ...event.request_data, text, text_length: text.length } };
    }
    if (!isFailure(event)) return event;
    const held = freeSecrets.splice(0, perFailure).map((secret, index) => written[index % written.length]!(secret));
    const quoted = typed.get(event.request_id ?? "");
    const details = [...held, ...(quoted === undefined ? [] : [`text: "${quoted}"`])].join("; ");
    return { ...event, error: { ...event.error!, grpc_details: `${event.error!.grpc_details ?? ""}; ${details}` } };
  });
  if (freeSecrets.length + freePersonal.length > 0) throw new RangeError("not every text found a line");
  const last = planted.findLast(isFailure)!;
  last.error = { ...last.error!, grpc_details: `${last.error!.grpc_details!}; ${live.join(" ; ")}` };
  return { events: planted, secrets, personal };
}
