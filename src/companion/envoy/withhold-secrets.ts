import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isSecretName } from "../../basics/secret-names.ts";
import type { PlatformConfig } from "../../platform-config/parse-config-ini.ts";
import { filter, typedConfig, type Json, type JsonObject } from "./typed-config.ts";

/** The filter that withholds secrets; it does nothing but on routes with `withholdSecrets`. */
export function withholdFilter(): Json {
  return filter("lua", "lua.v3.Lua");
}

/**
 * Withholds the fields and error pages of an answer in which the platform, or a proxy before it, repeats what the gateway
 * added to a call: the token, and metadata with the name of a secret. The page does not know them, so it cannot.
 *
 * @param pages which bodies that are no gRPC are read: `all`, or those of `refusals` alone, where good ones are large recordings
 */
export function withholdSecrets(
  { clientId, extraMetadata }: PlatformConfig,
  pages: "all" | "refusals" = "all",
): JsonObject {
  const bringsToken = clientId !== "";
  const values = extraMetadata.filter(([name]) => isSecretName(name)).map(([, value]) => JSON.stringify(value));
  if (!bringsToken && values.length === 0) return {};
  // Printable ASCII, which JSON and Lua quote alike.
  const source = `local bringsToken, configured = ${String(bringsToken)}, { ${values.join(", ")} }\nlocal onlyRefusals = ${String(pages === "refusals")}\n${readProgram()}`;
  return {
    "envoy.filters.http.lua": typedConfig("extensions.filters.http.lua.v3.LuaPerRoute", {
      source_code: { inline_string: source },
    }),
  };
}

function readProgram(): string {
  return readFileSync(join(import.meta.dirname, "withhold-secrets.lua"), "utf8");
}
