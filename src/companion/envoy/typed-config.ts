/** A part of Envoy's configuration. JSON is YAML, so it is written as JSON. */
export type Json = string | number | boolean | Json[] | { [key: string]: Json };
export type JsonObject = Record<string, Json>;

/** A message of an extension, with its type. `name` is the part behind `type.googleapis.com/envoy.`. */
export function typedConfig(name: string, fields: JsonObject = {}): JsonObject {
  return { "@type": `type.googleapis.com/envoy.${name}`, ...fields };
}

/** An extension in a list of them. */
export function extension(name: string, config: JsonObject): JsonObject {
  return { name, typed_config: config };
}

/** An HTTP filter. `type` is the part behind `envoy.extensions.filters.http.`. */
export function filter(name: string, type: string, fields: JsonObject = {}): JsonObject {
  return extension(`envoy.filters.http.${name}`, typedConfig(`extensions.filters.http.${type}`, fields));
}
