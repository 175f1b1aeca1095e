import { request } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";

/** The administration of an Envoy that the console has started: a socket in its private folder, which no page can reach. */
export interface EnvoyAdmin {
  /** Words for Envoy's command line that add it to the configuration. */
  arguments: string[];
  /** Has Envoy take no further connection, and resolves when no request runs, or Envoy has ended. */
  drain(): Promise<void>;
}

const pollMs = 100;

/** @param folder only this user may read it */
export function openEnvoyAdmin(folder: string): EnvoyAdmin {
  const socketPath = join(folder, "admin.sock");
  const config = { admin: { address: { pipe: { path: socketPath, mode: 0o600 } } } };

  function ask(method: "GET" | "POST", path: string): Promise<string> {
    return new Promise((resolve, reject) => {
      // Envoy answers no HTTP/1.1 without a host.
      request({ socketPath, method, path, headers: { host: "envoy" }, agent: false }, (response) => {
        text(response).then(resolve, reject);
      })
        .on("error", reject)
        .end();
    });
  }

  return {
    arguments: ["--config-yaml", JSON.stringify(config)],
    async drain() {
      try {
        await ask("POST", "/drain_listeners");
        while (runningRequests(await ask("GET", "/stats?format=json&filter=downstream_rq_active$")) > 0) {
          await delay(pollMs);
        }
      } catch {
        // An Envoy that has ended carries nothing.
      }
    },
  };
}

/** @param stats what Envoy says of its listeners, the one of the administration included, which is busy with this question */
function runningRequests(stats: string): number {
  const { stats: gauges } = JSON.parse(stats) as { stats: { name: string; value: number }[] };
  return gauges.reduce((sum, { name, value }) => (name.startsWith("http.admin.") ? sum : sum + value), 0);
}
