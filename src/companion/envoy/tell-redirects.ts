import { readFileSync } from "node:fs";
import { join } from "node:path";
import { extension, typedConfig, type Json, type JsonObject } from "./typed-config.ts";

/** Name of the filter; two of one name would share the settings of a route. */
const name = "audiokit.redirects";

/** The filter that makes redirects readable; it does nothing but on routes with `tellRedirects`. To stand before `grpc_web`. */
export function redirectFilter(): Json {
  return extension(name, typedConfig("extensions.filters.http.lua.v3.Lua"));
}

/** Has a redirect of the platform's side reach a page as a 502 that names it, which a browser would hide. */
export function tellRedirects(): JsonObject {
  const program = readFileSync(join(import.meta.dirname, "tell-redirects.lua"), "utf8");
  return {
    [name]: typedConfig("extensions.filters.http.lua.v3.LuaPerRoute", { source_code: { inline_string: program } }),
  };
}
