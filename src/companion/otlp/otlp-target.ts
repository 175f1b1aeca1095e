/** The receiver of what the page ships. */
export interface OtlpTarget {
  /** Base URL without a trailing slash; `/v1/logs` and the like follow. */
  url: string;
  /** Headers of every request, such as a token of the receiver; secret. */
  headers: Record<string, string>;
}

/** Variable of the environment with the headers, which an argument would show to every user of the machine. */
export const otlpHeadersVariable = "AUDIOKIT_OTLP_HEADERS";

/** Headers that the transfer itself has. */
const ownHeaders = new Set([
  "connection",
  "content-encoding",
  "content-length",
  "content-type",
  "host",
  "transfer-encoding",
]);

/**
 * Reads the headers for a receiver: `name=value,name=value`, values percent-encoded where they hold a comma or a percent sign, as
 * OpenTelemetry has it for `OTEL_EXPORTER_OTLP_HEADERS`.
 *
 * @throws Error naming the variable and the place of the mistake, and no value
 */
export function readOtlpHeaders(text: string): Record<string, string> {
  const pairs = text.split(",").filter((pair) => pair.trim() !== "");
  const entries = pairs.map((pair, at): [string, string] => {
    const [, name = "", written = ""] = /^\s*([\w!#$%&'*+.^`|~-]+)\s*=(.*)$/s.exec(pair) ?? [];
    const wrong = (what: string) => new Error(`${otlpHeadersVariable}, header ${String(at + 1)}: ${what}`);
    if (name === "") throw wrong("it must be written as name=value");
    if (ownHeaders.has(name.toLowerCase())) throw wrong(`${name.toLowerCase()} is set by the companion itself`);
    const value = decoded(written.trim());
    if (value === undefined) throw wrong("its value has a % that begins no encoded byte");
    if (!/^[\x20-\x7e]+$/.test(value)) throw wrong("its value must be printable ASCII, and not empty");
    return [name.toLowerCase(), value];
  });
  return Object.fromEntries(entries);
}

function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}
