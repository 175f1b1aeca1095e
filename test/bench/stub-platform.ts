import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ConnectRouter } from "@connectrpc/connect";
import { fillEnvoyConfig } from "../../src/companion/envoy/fill-envoy-config.ts";
import { startEnvoy } from "../../src/companion/envoy/start-envoy.ts";
import { findEnvoy } from "../../src/companion/envoy/find-envoy.ts";
import { claimPort } from "../../src/companion/http/free-port.ts";
import type { HttpHandler } from "../../src/companion/http/rpc-handler.ts";
import { serve } from "../../src/companion/server/serve.ts";
import { projectFolder } from "../support/folders.ts";

const host = "127.0.0.1";

/** The companion's own server over services that respond at once, behind Envoy. Must be closed. */
export interface StubPlatform extends AsyncDisposable {
  direct: string;
  envoy: string;
}

/** Starts server and Envoy with the configuration of the project. */
export async function openStubPlatform(
  routes: (router: ConnectRouter) => void,
  page: HttpHandler = (_, response) => response.end(),
): Promise<StubPlatform> {
  await using opened = new AsyncDisposableStack();
  const port = await claimPort(host, 0);
  const companion = await serve({
    host,
    port: 0,
    routes,
    consoleConfig: { gateway: "envoy", platform: "embedded", authMode: "none", tokenRequired: false, endpoints: [] },
    page,
    onlyLocalNames: true,
  });
  opened.defer(() => companion.close());
  const example = await readFile(join(projectFolder, "envoy.yaml"), "utf8");
  const ports = { publicAddress: host, publicPort: port, companionPort: companion.port };
  const program = await findEnvoy(projectFolder, console.error);
  const envoy = await startEnvoy(
    { program, host, port, configure: () => fillEnvoyConfig(example, ports) },
    new AbortController().signal,
  );
  opened.defer(() => envoy.close());
  const kept = opened.move();
  return {
    direct: `http://${host}:${companion.port}`,
    envoy: `http://${host}:${port}`,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
