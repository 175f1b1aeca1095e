import type { PseudonymKind, SwitchName } from "../manifest.ts";

/** The switch that decides about values of a kind. */
export const switchOf: Readonly<Record<PseudonymKind, SwitchName>> = {
  text: "texts",
  transcript: "transcripts",
  audio: "audio",
  host: "endpoints",
  session: "ids",
  request: "ids",
  client: "ids",
  account: "ids",
  voice: "ids",
  file: "ids",
  id: "ids",
};

/** Names of fields by what they hold, in lower case with underscores; the first that matches counts. */
const names: [PseudonymKind, RegExp][] = [
  ["audio", /^(?:audio|input|sample|sound|recording)_(?:sha256|hash)$/],
  [
    "transcript",
    /^(?:transcripts?|normalized_transcript|recognized_text|hypothes[ie]s|phrases|words|word)(?:_sha256)?$/,
  ],
  [
    "text",
    /^(?:texts?|ssml|input_text|description|prompts?|phrase|utterances?|sentences?|reference(?:_text)?|custom_options|substitution_data|content|body|query|search|q|note|comment)(?:_sha256)?$/,
  ],
  ["session", /^(?:sessions?|session_id|sid)$/],
  ["request", /^(?:requests?_ids?|server_request_(?:id|uuid)|archived_request_id|req_id|x_request_id|replay_of)$/],
  [
    "client",
    /^(?:client|client_ids?|server_client_id|user|user_?name|user_ids?|login|customer(?:_id)?|x_ai_client.*)$/,
  ],
  ["account", /^(?:account|workspace|tenant|realm|organi[sz]ation|project|x_ai_(?:account|workspace))(?:_id)?$/],
  ["voice", /^(?:cloned_)?voice_ids?$/],
  [
    "host",
    /^(?:endpoints?|urls?|uri|href|hosts?|host_?names?|address(?:es)?|ips?|ip_address|remote(?:_address)?|peer|authority|origin|location|target|base_url|sso_url|upstream_host)$/,
  ],
  ["file", /^(?:files?|file_?names?|audio_files?|output_file|source)$/],
  ["id", /^(?:sets?|traceparent|metadata)$|(?:^|(?<!model|language)_)(?:u?u?ids?)$/],
];

/** Names come again and again; a hostile log may not fill the memory. */
const known = new Map<string, PseudonymKind | undefined>();
const mostKnown = 2_000;

/** Longest name that is looked at, in characters. */
const longestName = 80;

/**
 * What the field of a name holds; undefined where its name does not say so, and its text is looked through instead. The name
 * alone counts, so that the same field is found wherever it stands and in the records of other programs.
 *
 * @param isCloning whether it belongs to the cloning of a voice, whose name is that of a person
 */
export function fieldKind(name: string, isCloning = false): PseudonymKind | undefined {
  if (name.length > longestName) return undefined;
  if (isCloning && name === "voice_name") return "voice";
  if (known.has(name)) return known.get(name);
  const plain = snakeCase(name);
  const kind = names.find(([, pattern]) => pattern.test(plain))?.[0];
  if (known.size < mostKnown) known.set(name, kind);
  return kind;
}

/** `externalTraceId` and `external-trace-id` as `external_trace_id`. */
function snakeCase(name: string): string {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, "$1_$2")
    .replaceAll(/[-. ]+/g, "_")
    .toLowerCase();
}

/** Names under which an object says what it is called: the rest of it is looked through. */
const valueNames = /^(?:name|value|title|label|id)$/;

/**
 * What a field of an object holds whose own name does not say so: what the object is for, where that is personal or the field
 * names it; anything in `metadata`, which a person names.
 */
export function inheritedKind(name: string, ofObject: PseudonymKind, object: string): PseudonymKind | undefined {
  const isAll = ofObject === "text" || ofObject === "transcript" || /metadata$/i.test(object);
  return isAll || valueNames.test(name) ? ofObject : undefined;
}
