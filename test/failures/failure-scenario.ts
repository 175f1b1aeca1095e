import { collectSpeech } from "../../src/audiokit/calls/speech-stream.ts";
import type { AudioKitClient } from "../../src/audiokit/client.ts";
import type { TestEnvironment } from "./test-environment.ts";
import { startConfigured, type RunningConsole } from "./start-console.ts";
import type { PageScenario } from "./page/page-scenario.ts";
import type { Upstream } from "./upstreams.ts";

/** A failure that was made, ready to be met. */
export interface ProvokedFailure {
  /** Serves the page. */
  console: Pick<RunningConsole, "url">;
  /** Where calls go; default: to the console. A person chooses it in Settings. */
  endpoint?: string;
  /** Sent by the client from Node; a person pastes it. */
  token?: string;
  /** What goes wrong while the page is open. It cannot be undone: who meets the failure next needs a new one. */
  happens?: () => unknown;
  /** The call from Node that meets it; default: {@link speak}, after what happens. */
  call?: (client: AudioKitClient) => Promise<unknown>;
  /** The sound that the call from Node carries. */
  sound?: Int16Array<ArrayBuffer>;
}

/** One way in which a call fails. */
export interface FailureScenario {
  /** The cause that must be named. */
  cause: string;
  title: string;
  make(bed: TestEnvironment, parts: AsyncDisposableStack): Promise<ProvokedFailure>;
  /** How a person meets it on the page. */
  page: PageScenario;
  /** A client outside a browser cannot meet it. */
  isOfBrowser?: true;
}

/** Synthesises a short text. */
export function speak(client: AudioKitClient, change: object = {}, timeoutMs = 30_000): Promise<unknown> {
  return collectSpeech(
    client.synthesizeStream({ text: "One.", voice: "borisova", language: "en", ...change }, { timeoutMs }),
  );
}

/** Synthesises a short text; `happens` is what is done at each chunk. */
export async function speakWhile(client: AudioKitClient, happens: () => unknown): Promise<void> {
  for await (const { index } of client.synthesizeStream({ text: "One.", voice: "borisova" })) if (index >= 0) happens();
}

/** Starts the console before what these lines of config.ini name; ends with the scene. */
export async function configured(parts: AsyncDisposableStack, lines: string): Promise<RunningConsole> {
  return parts.adopt(await startConfigured(lines), (it) => it.close());
}

/** config.ini of a platform in plain text. */
export const plainLines = (port: number) => `api_address = 127.0.0.1:${port}\nuse_ssl = false\n`;
/** config.ini of a platform behind TLS, by the name `localhost`. */
export const tlsLines = (bed: TestEnvironment, port: number) =>
  `api_address = localhost:${port}\nuse_ssl = true\nca_cert_path = ${bed.caFile}\n`;

/** The console before an upstream, plain or with TLS, and what is done there. */
export function behind(
  how: "plain" | "tls",
  open: (bed: TestEnvironment, parts: AsyncDisposableStack) => Promise<Upstream | number>,
  rest: Omit<ProvokedFailure, "console"> = {},
): FailureScenario["make"] {
  return async (bed, parts) => {
    const port = await portOf(await open(bed, parts), parts);
    const lines = how === "tls" ? tlsLines(bed, port) : plainLines(port);
    return { console: await configured(parts, lines), ...rest };
  };
}

/** The port of an upstream, which ends with the scene. */
export async function portOf(opened: Upstream | number, parts: AsyncDisposableStack): Promise<number> {
  return typeof opened === "number" ? opened : parts.adopt(opened, (it) => it.close()).port;
}

/** The console before the real platform, and what is done there. */
export function beforePlatform(rest: Omit<ProvokedFailure, "console"> = {}): FailureScenario["make"] {
  return behind("plain", ({ platformPort }) => Promise.resolve(platformPort), rest);
}
