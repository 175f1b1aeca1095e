import type { ConsoleConfig } from "../../wire/console-config.ts";
import type { EnvoyOptions } from "../envoy/start-envoy.ts";
import type { ServeOptions } from "../server/serve.ts";

/** The platform behind the console, embedded or configured. Must be closed. */
export interface PlatformBackend {
  /** The routes that the companion serves for it. */
  serving: Pick<ServeOptions, "routes" | "corsOrigins" | "tokens" | "web" | "probe" | "authEvents" | "engines">;
  consoleConfig: Omit<ConsoleConfig, "gateway" | "endpoints">;
  /** How Envoy is configured in front of it. */
  envoy(companionPort: number): Pick<EnvoyOptions, "configure" | "onLine">;
  /** Resolves when calls can succeed, or when the reason why not is known. Envoy is running by then. */
  ready(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}
