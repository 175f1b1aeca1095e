import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { findEnvoy } from "../../src/companion/envoy/find-envoy.ts";
import { claimPort } from "../../src/companion/http/free-port.ts";
import { writeSecretFile } from "../../src/companion/envoy/secret-file.ts";
import { contentSecurityPolicy, securityHeaders } from "../../src/companion/http/security-headers.ts";
import { startCompanion } from "../support/servers/companion.ts";
import { TTS } from "../../src/gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { projectFolder } from "../support/folders.ts";
import { openThirdPartySite, type ThirdPartySite } from "../support/servers/third-party-site.ts";
import { openConfiguredPlatform, secret, start } from "./configured-console.ts";

/** Paths that a web server must proxy; see README.md. */
const everything = [
  ...["/mts.ai.audiogram.", "/bridge", "/console.json", "/probe", "/auth-events", "/healthz", "/readyz"],
  ...["/alert-webhook", "/metrics", "/otlp/"],
];

/** The console in the parts that README.md and src/companion/README.md describe, each started by hand. */
export interface DeployedConsole {
  /** A web server that proxies all of them. */
  oneOrigin: string;
  /** One that serves only the page, with its origin in --cors-origin. */
  pageAlone: string;
  /** Address of Envoy. */
  gateway: string;
}

/** Starts the parts with the printed configuration; they end with the stack. @param words more for the companion */
export async function startDeployedConsole(parts: AsyncDisposableStack, ...words: string[]): Promise<DeployedConsole> {
  const { configFile } = await openConfiguredPlatform(parts, secret);
  const gatewayPort = await claimPort("127.0.0.1", 0);
  const gateway = `http://127.0.0.1:${String(gatewayPort)}`;
  const site: Omit<ThirdPartySite, "headers" | "proxiedPaths"> = { folder: join(projectFolder, "dist"), gatewayPort };
  const policy = { "content-security-policy": contentSecurityPolicy([gateway]) };
  const one = await openThirdPartySite(() => ({ ...site, headers: securityHeaders, proxiedPaths: everything }));
  parts.defer(() => one.close());
  const alone = await openThirdPartySite(() => ({
    ...site,
    headers: { ...securityHeaders, ...policy },
    proxiedPaths: [],
  }));
  parts.defer(() => alone.close());

  const listing = ["--config", configFile, "--cors-origin", alone.origin];
  const companion = start(parts, ...listing, "--port", "0", "--behind-envoy", gateway, ...words);
  const { port } = await companion.ready;
  await startEnvoyByHand(parts, [...listing, "--port", String(gatewayPort)], port);
  await untilCallsGo(gateway);
  return { oneOrigin: one.origin, pageAlone: alone.origin, gateway };
}

/** As src/companion/README.md describes: the printed configuration with the companion's address and the secret's file. */
async function startEnvoyByHand(parts: AsyncDisposableStack, words: string[], companionPort: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "audiokit-deployed-"));
  parts.defer(() => rm(folder, { recursive: true }));
  const { code, stdout, stderr } = await startCompanion(...words, "--print-envoy-config").ended;
  if (code !== 0) throw new Error(`no configuration was printed: ${stderr}`);
  const config = JSON.parse(stdout.replaceAll("<private folder>", folder)) as EnvoyConfig;
  const cluster = config.static_resources.clusters.find(({ name }) => name === "companion");
  const place = cluster?.load_assignment.endpoints[0]?.lb_endpoints[0]?.endpoint.address.socket_address;
  if (place?.port_value !== 0) throw new Error("the place of the companion is not where the manual says");
  place.port_value = Number(companionPort);
  const file = join(folder, "envoy.json");
  await writeFile(file, JSON.stringify(config));
  writeSecretFile(join(folder, "client-secret.json"), secret);
  const program = await findEnvoy(projectFolder, () => undefined);
  const envoy = spawn(program, ["-c", file, "--disable-hot-restart", "--log-level", "warning"], { stdio: "ignore" });
  parts.defer(async () => {
    if (envoy.exitCode !== null) return;
    const ended = once(envoy, "exit");
    envoy.kill("SIGTERM");
    await ended;
  });
}

/** Envoy listens before it has its first token, which takes up to seven seconds; until then the platform refuses calls. */
async function untilCallsGo(gateway: string): Promise<void> {
  const giveUpMs = Date.now() + 100_000;
  const call = {
    method: "POST",
    headers: { "content-type": "application/grpc-web+proto" },
    // One empty message.
    body: new Uint8Array(5),
  };
  for (;;) {
    const answer = await fetch(`${gateway}/${TTS.typeName}/${TTS.method.getModelsInfo.name}`, call).catch(
      () => undefined,
    );
    if (answer?.ok === true && (answer.headers.get("grpc-status") ?? "0") === "0") return;
    if (Date.now() > giveUpMs) throw new Error(`no call goes through Envoy: HTTP ${String(answer?.status)}`);
    await delay(200);
  }
}

interface EnvoyConfig {
  static_resources: {
    clusters: {
      name: string;
      load_assignment: {
        endpoints: { lb_endpoints: { endpoint: { address: { socket_address: { port_value: number } } } }[] }[];
      };
    }[];
  };
}
