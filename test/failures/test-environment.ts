import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer as createHttp2 } from "node:http2";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MessageInitShape } from "@bufbuild/protobuf";
import type { ConnectRouter, ServiceImpl } from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { createEmbeddedPlatform } from "../../src/companion/backend/embedded-platform.ts";
import { readSettings, type CompanionSettings } from "../../src/companion/config/command-line.ts";
import { emulatorRoutes, type EmulatorOptions } from "../../src/emulator/routes.ts";
import { createTokenIssuer, demoClient } from "../../src/emulator/token.ts";
import type { FileRecognizeResponseSchema } from "../../src/gen/mts/ai/audiogram/stt_response/v1/stt_response_pb.ts";
import { STT } from "../../src/gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import type { TTS } from "../../src/gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { maxMessageBytes } from "../../src/wire/message-size.ts";
import { createAuthority, type Authority } from "../support/servers/certificates.ts";
import { openConsolePool, type ConsolePool } from "./switched-console.ts";
import { startMutualTls } from "./mutual-tls.ts";
import { listen, type Upstream } from "./upstreams.ts";

/** What all scenarios share: a trusted certificate authority, one that is not trusted, and a real platform. */
export interface TestEnvironment {
  authority: Authority;
  foreign: Authority;
  /** PEM file of the authority that Envoy and the probe trust. */
  caFile: string;
  /** Port of the embedded platform with its real engines, in plain HTTP/2. */
  platformPort: number;
  /** Port of the same platform, which refuses calls without a valid token here. */
  guardedPort: number;
  /** Port of the same platform behind TLS that takes only callers with a certificate of the trusted authority. */
  mutualTlsPort: number;
  /** A token that the guarded platform issued an hour ago. */
  oldToken: string;
  /** The consoles of scenes that need none of their own. */
  consoles: ConsolePool;
  close(): Promise<void>;
}

const hourMs = 3_600_000;

/** Starts the environment. Must be closed. */
export async function openTestEnvironment(): Promise<TestEnvironment> {
  await using parts = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "audiokit-failures-"));
  parts.defer(() => rm(folder, { recursive: true, force: true }));
  const authority = await createAuthority("Test authority");
  const caFile = join(folder, "ca.pem");
  await writeFile(caFile, authority.cert);

  const platform = parts.adopt(await createEmbeddedPlatform(readSettings([]) as CompanionSettings), (it) => it.close());
  let agoMs = hourMs;
  const tokens = await createTokenIssuer(() => Date.now() - agoMs);
  const form = { grant_type: "client_credentials", client_id: demoClient.id, client_secret: demoClient.secret };
  const { body } = await tokens.answer("demo", new URLSearchParams(form));
  agoMs = 0;
  const upstream = parts.adopt(await servePlatform(platform), (it) => it.close());
  const guarded = parts.adopt(await servePlatform({ ...platform, tokens, requireToken: true }), (it) => it.close());
  const consoles = parts.adopt(openConsolePool(), (it) => it.close());
  const identity = await authority.issue({ names: ["localhost"] });
  const terminator = { identity, clientAuthority: authority.cert, port: upstream.port };
  const mutualTls = parts.adopt(await startMutualTls(terminator), (it) => it.close());
  const opened = parts.move();
  return {
    authority,
    foreign: await createAuthority("Foreign authority"),
    caFile,
    platformPort: upstream.port,
    guardedPort: guarded.port,
    mutualTlsPort: mutualTls.port,
    oldToken: String(body["access_token"]),
    consoles,
    close: () => opened.disposeAsync(),
  };
}

/** Serves methods of the platform over plain HTTP/2. A missing one responds with UNIMPLEMENTED. */
export async function servePlatform(parts: Partial<EmulatorOptions>): Promise<Upstream> {
  const tokens = await createTokenIssuer();
  const routes = emulatorRoutes({ synthesis: {}, recognition: {}, tokens, ...parts });
  return listen(createHttp2(connectNodeAdapter({ routes })) as never);
}

/**
 * A recognition that accepts messages up to this size, in bytes.
 *
 * @param answer default: no words
 */
export function serveRecognition(
  readMaxBytes = maxMessageBytes,
  answer: MessageInitShape<typeof FileRecognizeResponseSchema> = {},
): Promise<Upstream> {
  const recognition = { fileRecognize: () => answer };
  const routes = (router: ConnectRouter) => void router.service(STT, recognition, { readMaxBytes });
  return listen(createHttp2(connectNodeAdapter({ routes })) as never);
}

/** A platform with this streaming synthesis and nothing else. */
export function serveSynthesis(streamingSynthesize: ServiceImpl<typeof TTS>["streamingSynthesize"]): Promise<Upstream> {
  return servePlatform({ synthesis: { streamingSynthesize } });
}
