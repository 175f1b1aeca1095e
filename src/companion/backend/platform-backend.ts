import type { ConsoleConfig } from "../../wire/console-config.ts";
import type { EnvoyOptions } from "../envoy/start-envoy.ts";
import type { ServeOptions } from "../server/serve.ts";

/** What the console gets from the platform's side, be it embedded here or configured. Must be closed. */
export interface PlatformBackend {
  /** What the companion serves of it. */
  serving: Pick<ServeOptions, "routes" | "corsOrigins" | "tokens" | "web" | "probe" | "authEvents">;
  facts: Omit<ConsoleConfig, "gateway" | "endpoints">;
  /** How Envoy is set up before it. */
  envoy(companionPort: number): Pick<EnvoyOptions, "configure" | "onLine">;
  /** Resolves when calls can be expected to go well, or when it is known why not; Envoy runs by then. */
  ready(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}
