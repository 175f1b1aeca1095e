import { collectSpeech } from "../../src/audiokit/calls/speech-stream.ts";
import type { Hop } from "../../src/diagnosis/hop.ts";
import type { AudioKitClient } from "../../src/audiokit/client.ts";
import type { TestEnvironment } from "./test-environment.ts";
import { startConfigured, type RunningConsole } from "./start-console.ts";
import type { PageScenario } from "./page/page-scenario.ts";
import type { Upstream } from "./upstreams.ts";

/** A failure that has been set up. */
export interface ProvokedFailure {
  /** Serves the page. */
  console: Pick<RunningConsole, "url">;
  /** Endpoint of the calls; default: the console. Users set it in Settings. */
  endpoint?: string;
  /** Token of the client in Node; users paste it. */
  token?: string;
  /** What goes wrong while the page is open. It cannot be undone: the next user of the failure needs a new one. */
  happens?: () => unknown;
  /** The call of the client in Node; default: {@link speak}, after `happens`. */
  call?: (client: AudioKitClient) => Promise<unknown>;
  /** Log of another program, which users open on the page. */
  log?: string;
}

/** One way in which a call can fail. */
export interface FailureScenario {
  /** The expected cause. */
  cause: string;
  /** Who ended the call, as the client in Node and the page must say. */
  hop?: Hop;
  title: string;
  /** What the page's words must have beside the title. */
  names?: string;
  make(environment: TestEnvironment, parts: AsyncDisposableStack): Promise<ProvokedFailure>;
  /** How a user runs into it on the page. */
  page: PageScenario;
  /** Only in a browser. */
  isOfBrowser?: true;
}

/** Synthesizes a short text. */
export function speak(client: AudioKitClient, change: object = {}, timeoutMs = 30_000): Promise<unknown> {
  return collectSpeech(
    client.synthesizeStream({ text: "One.", voice: "borisova", language: "en", ...change }, { timeoutMs }),
  );
}

/** Synthesizes a short text; `happens` is what is done at each chunk. */
export async function speakWhile(client: AudioKitClient, happens: () => unknown): Promise<void> {
  for await (const { index } of client.synthesizeStream({ text: "One.", voice: "borisova" })) if (index >= 0) happens();
}

/** Starts a console for the platform in these lines of a config.ini; it ends with the scenario. */
export async function configured(parts: AsyncDisposableStack, lines: string): Promise<RunningConsole> {
  return parts.adopt(await startConfigured(lines), (it) => it.close());
}

/** config.ini of a platform in plain text. */
export const plainLines = (port: number) => `api_address = 127.0.0.1:${port}\nuse_ssl = false\n`;
/** config.ini of a platform behind TLS, by the name `localhost`. */
export const tlsLines = (environment: TestEnvironment, port: number) =>
  `api_address = localhost:${port}\nuse_ssl = true\nca_cert_path = ${environment.caFile}\n`;

/** A console in front of an upstream, plain or with TLS. */
export function behind(
  how: "plain" | "tls",
  open: (environment: TestEnvironment, parts: AsyncDisposableStack) => Promise<Upstream | number>,
  rest: Omit<ProvokedFailure, "console"> = {},
): FailureScenario["make"] {
  return async (environment, parts) => {
    const port = await portOf(await open(environment, parts), parts);
    const lines = how === "tls" ? tlsLines(environment, port) : plainLines(port);
    return { console: await configured(parts, lines), ...rest };
  };
}

/** A console of the pool in front of an upstream in plain text, for failures that leave the gateway as it was. */
export function switchedTo(
  open: (environment: TestEnvironment, parts: AsyncDisposableStack) => Promise<Upstream | number>,
  rest: Omit<ProvokedFailure, "console"> = {},
): FailureScenario["make"] {
  return async (environment, parts) => {
    const console = await environment.consoles.lend(parts);
    await console.turnTo(await portOf(await open(environment, parts), parts));
    return { console, ...rest };
  };
}

/** The port of an upstream, which ends with the scenario. */
export async function portOf(opened: Upstream | number, parts: AsyncDisposableStack): Promise<number> {
  return typeof opened === "number" ? opened : parts.adopt(opened, (it) => it.close()).port;
}

/** A console of the pool in front of the real platform. */
export function beforePlatform(rest: Omit<ProvokedFailure, "console"> = {}): FailureScenario["make"] {
  return switchedTo(({ platformPort }) => Promise.resolve(platformPort), rest);
}
