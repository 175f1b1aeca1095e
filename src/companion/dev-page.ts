import { EventEmitter } from "node:events";
import type { Server } from "node:http";
import type { Page, PageSource } from "./page.ts";
import { contentSecurityPolicy, securityHeaders } from "./http/security-headers.ts";

/** Below the bridge, whose upgrades Envoy passes on. */
const hotReloadPath = "bridge/hot-reload";

/**
 * Opens the page as its sources are now, with hot reload: what is saved is in the browser at once.
 *
 * @throws Error when Vite, which only developers install, is missing
 */
export async function openDevPage({ projectFolder, endpoints }: PageSource): Promise<Page> {
  const { createServer } = await import("vite");
  const upgrades = new EventEmitter();
  const vite = await createServer({
    root: projectFolder,
    clearScreen: false,
    logLevel: "warn",
    server: {
      middlewareMode: true,
      // The companion has judged who asks, by the same rules as for the built page.
      cors: false,
      ws: { server: upgrades as Server, path: hotReloadPath },
      watch: { ignored: [".tools", "dist", "lib", "test-results"].map((name) => `${projectFolder}/${name}/**`) },
    },
  });
  const policy = devPolicy(endpoints);
  const headers = new Map(Object.entries({ ...securityHeaders, "content-security-policy": policy }));
  return {
    handle(request, response) {
      response.setHeaders(headers);
      if (request.url?.startsWith("/src/jq-worker.ts?")) {
        response.setHeader("content-security-policy", mayCompile(policy));
      }
      // The one file whose built name is a promise to others.
      if (request.url === "/library.js") request.url = "/src/library.ts";
      vite.middlewares(request, response);
    },
    upgrade(request, socket, head) {
      const isOurs = request.url?.startsWith(`/${hotReloadPath}`) === true;
      if (isOurs) upgrades.emit("upgrade", request, socket, head);
      return isOurs;
    },
    close: () => vite.close(),
  };
}

/** The built page's policy, but for what Vite does in the page: styles as elements, and a worker that waits for a restart. */
function devPolicy(endpoints: readonly string[]): string {
  return contentSecurityPolicy(endpoints)
    .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
    .replace("worker-src 'self'", "worker-src 'self' blob:")
    .replace("require-trusted-types-for 'script'; ", "");
}

/** A worker has the policy of its own script: that of jq may compile WebAssembly. */
function mayCompile(policy: string): string {
  return policy.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'");
}
