import type { AudioKitClient } from "../../src/audiokit/client.ts";
import type { Bed } from "./bed.ts";
import { startConfigured, type RunningConsole } from "./console.ts";
import type { Upstream } from "./upstreams.ts";

/** A failure that was made, ready to be met. */
export interface MadeFailure {
  console: Pick<RunningConsole, "url">;
  /** The call from Node that meets it; default {@link speak}. */
  call?: (client: AudioKitClient) => Promise<unknown>;
  /** Sent by the client from Node; a person pastes it into the page where the scene says so. */
  token?: string;
  /** The sound that the call carries. */
  sound?: Int16Array<ArrayBuffer>;
}

/** One way in which a call fails. */
export interface Scene {
  /** The cause that must be named. */
  cause: string;
  title: string;
  make(bed: Bed, parts: AsyncDisposableStack): Promise<MadeFailure>;
  /** Where in the page it is met; absent: the page cannot be brought to it, so only the client from Node meets it. */
  page?: "synthesize" | "nobody" | "recognize" | "pasted";
}

/** Speaks a short text. */
export function speak(client: AudioKitClient, change: object = {}, timeoutMs = 30_000): Promise<unknown> {
  return client.synthesizeStream({ text: "One.", voice: "borisova", language: "en", ...change }, { timeoutMs });
}

/** Starts the console before what these lines of config.ini name; ends with the scene. */
export async function configured(parts: AsyncDisposableStack, lines: string): Promise<RunningConsole> {
  return parts.adopt(await startConfigured(lines), (it) => it.close());
}

/** config.ini of a platform in plain text. */
export const plainLines = (port: number) => `api_address = 127.0.0.1:${port}\nuse_ssl = false\n`;
/** config.ini of a platform behind TLS, by the name `localhost`. */
export const tlsLines = (bed: Bed, port: number) =>
  `api_address = localhost:${port}\nuse_ssl = true\nca_cert_path = ${bed.caFile}\n`;

/** The console before an upstream, plain or with TLS, and what is done there. */
export function behind(
  how: "plain" | "tls",
  open: (bed: Bed, parts: AsyncDisposableStack) => Promise<Upstream | number>,
  rest: Omit<MadeFailure, "console"> = {},
): Scene["make"] {
  return async (bed, parts) => {
    const opened = await open(bed, parts);
    if (typeof opened !== "number") parts.adopt(opened, (it) => it.close());
    const port = typeof opened === "number" ? opened : opened.port;
    const lines = how === "tls" ? tlsLines(bed, port) : plainLines(port);
    return { console: await configured(parts, lines), ...rest };
  };
}
