import { Code, type ContextValues } from "@connectrpc/connect";
import * as v from "valibot";
import { anySignal } from "../../basics/abort.ts";
import { AudioKitError, type AudioKitErrorKind } from "../contract/audiokit-error.ts";
import type { AudioKitCallOptions } from "../contract/call-options.ts";
import { unaryTimeoutMs } from "../calls/run-call.ts";

/** `fetch`, told the facts of the call beside; the browser's own passes over them. */
export type ArchiveFetch = (url: string, init: RequestInit & { contextValues?: ContextValues }) => Promise<Response>;

/** A good answer of the archive. */
export interface ArchiveResponse {
  bytes: Uint8Array<ArrayBuffer>;
  /** The contents as JSON; @throws AudioKitError `broken` when they are none */
  json(): unknown;
}

/** Asks the archive one thing. */
export async function requestArchive(
  url: string,
  { fetch, token }: { fetch?: ArchiveFetch; token?: () => Promise<string | undefined> },
  options: AudioKitCallOptions,
): Promise<ArchiveResponse> {
  const ask: ArchiveFetch = fetch ?? ((input, init) => globalThis.fetch(input, init));
  const signal = anySignal(options.signal, AbortSignal.timeout(options.timeoutMs ?? unaryTimeoutMs));
  try {
    const bearer = await token?.();
    const response = await ask(url, {
      signal,
      cache: "no-store",
      ...(bearer !== undefined && { headers: { authorization: `Bearer ${bearer}` } }),
      ...(options.contextValues && { contextValues: options.contextValues }),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (!response.ok) throw refusal(response.status, bytes);
    return { bytes, json: () => parseJson(bytes) };
  } catch (thrown) {
    throw failureOf(thrown, signal);
  }
}

/** A record of the archive that does not look as the contract says. */
export function malformedResponse(words: string, cause?: unknown): AudioKitError {
  return new AudioKitError({
    kind: "broken",
    grpcCode: Code.DataLoss,
    message: `the archive's answer cannot be read: ${words}`,
    cause,
  });
}

function failureOf(thrown: unknown, signal: AbortSignal): AudioKitError {
  if (thrown instanceof AudioKitError || signal.aborted) return AudioKitError.from(thrown, signal);
  // What fetch throws when no answer came.
  if (thrown instanceof TypeError) {
    return new AudioKitError({
      kind: "unreachable",
      grpcCode: Code.Unavailable,
      message: thrown.message,
      cause: thrown,
    });
  }
  return AudioKitError.from(thrown);
}

const kinds: Record<number, readonly [AudioKitErrorKind, Code]> = {
  400: ["rejected", Code.InvalidArgument],
  401: ["denied", Code.Unauthenticated],
  403: ["denied", Code.PermissionDenied],
  404: ["rejected", Code.NotFound],
  416: ["rejected", Code.OutOfRange],
  422: ["rejected", Code.InvalidArgument],
  429: ["quota", Code.ResourceExhausted],
  501: ["unimplemented", Code.Unimplemented],
  502: ["unreachable", Code.Unavailable],
  503: ["unreachable", Code.Unavailable],
  504: ["unreachable", Code.Unavailable],
};

function refusal(status: number, bytes: Uint8Array): AudioKitError {
  const [kind, code] = kinds[status] ?? (["broken", Code.Unknown] as const);
  return new AudioKitError({
    kind,
    grpcCode: code,
    message: wordsOf(bytes) || `HTTP ${String(status)}`,
    httpStatus: status,
  });
}

const problemShape = v.looseObject({
  /** Versions 1 and 2: a sentence, or one entry for each wrong parameter. */
  detail: v.fallback(
    v.union([
      v.pipe(v.string(), v.transform((text) => [text])), // prettier-ignore
      v.array(
        v.pipe(
          v.looseObject({ loc: v.fallback(v.array(v.union([v.string(), v.number()])), []), msg: v.string() }),
          v.transform(({ loc, msg }) => (loc.length > 0 ? `${loc.join(".")}: ${msg}` : msg)),
        ),
      ),
    ]),
    [],
  ),
  /** Version 3. */
  alerts: v.fallback(v.array(v.looseObject({ message: v.string() })), []),
});

/** What the server says of its refusal: the words of its JSON, else the first of its text. */
function wordsOf(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes.subarray(0, 10_000)).trim();
  try {
    const { detail, alerts } = v.parse(problemShape, JSON.parse(text));
    const words = [...detail, ...alerts.map(({ message }) => message)].join("; ");
    if (words !== "") return words;
  } catch {
    // No JSON, or none that says why: the text itself is all there is.
  }
  return text.slice(0, 500);
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw malformedResponse("it is no JSON", error);
  }
}
