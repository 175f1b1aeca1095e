import {
  AudioEncodingSchema,
  SynthesizeOptions_PostprocessingModeSchema as PostprocessingSchema,
  VoiceStyleSchema,
} from "../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import type { UnknownPart } from "./logged-call.ts";
import {
  enumOf,
  fieldsOf,
  given,
  textOf,
  wholeOf,
  type LoggedFields,
  type RequestJson,
  type RequestValue,
} from "./logged-fields.ts";

/** Stands where a text has to be put in. */
export const textPlaceholder = "TEXT";

/** A request for speech, and what of it is not in the log. @param isCloned of a cloned voice, which has no options */
export function speechRequest(
  fields: LoggedFields,
  isCloned: boolean,
): { request: RequestJson; unknown: UnknownPart[] } {
  const unknown: UnknownPart[] = [];
  const request = given({
    ...inputOf(fields, unknown),
    language_code: textOf(fields["language_code"]),
    encoding: enumOf(AudioEncodingSchema, fields["encoding"]),
    sample_rate_hertz: wholeOf(fields["sample_rate_hertz"]),
    ...(isCloned
      ? { voice_id: textOf(fields["voice_id"]) }
      : { voice_name: textOf(fields["voice_name"]), synthesize_options: optionsOf(fields, unknown) }),
  });
  return { request, unknown };
}

function inputOf(fields: LoggedFields, unknown: UnknownPart[]): RequestJson {
  const name = fields["input"] === "ssml" || textOf(fields["ssml"]) !== undefined ? "ssml" : "text";
  const [text, characters] = [textOf(fields[name]), wholeOf(fields[`${name}_length`] ?? fields["text_length"])];
  if (text === undefined) {
    if (fields["input"] === "none" || characters === 0) return {};
    unknown.push({ part: "text", ...(characters !== undefined && { characters }) });
    return { [name]: textPlaceholder };
  }
  if (characters !== undefined && characters !== text.length) {
    unknown.push({ part: "changed-text", characters, loggedCharacters: text.length });
  }
  return { [name]: text };
}

function optionsOf(fields: LoggedFields, unknown: UnknownPart[]): RequestJson | undefined {
  const options = fieldsOf(fields["synthesize_options"]);
  const described = fieldsOf(options["custom_options"]);
  const request = given({
    model_type: textOf(options["model_type"]),
    model_sample_rate_hertz: wholeOf(options["model_sample_rate_hertz"]) || undefined,
    voice_style: enumOf(VoiceStyleSchema, options["voice_style"]),
    postprocessing_mode: enumOf(PostprocessingSchema, options["postprocessing_mode"]),
    custom_options: customOf(described, fields["custom_options"], unknown),
  });
  return Object.keys(request).length > 0 ? request : undefined;
}

const customKinds = ["int32_value", "int64_value", "number_value", "string_value", "bool_value"];

/** Names and kinds stand among the options, the values apart as one JSON text. */
function customOf(described: LoggedFields, logged: unknown, unknown: UnknownPart[]): RequestJson | undefined {
  const names = Object.keys(described);
  if (names.length === 0) return undefined;
  const values = parsed(logged);
  const entries = names.flatMap((name) => {
    const { kind } = fieldsOf(described[name]);
    const value = values[name];
    if (typeof kind !== "string" || !customKinds.includes(kind) || !isScalar(value)) return [];
    return [[name, { [kind]: value }] as const];
  });
  if (entries.length < names.length) {
    const known = new Set<string>(entries.map(([name]) => name));
    unknown.push({ part: "custom-options", names: names.filter((name) => !known.has(name)) });
  }
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function parsed(text: unknown): LoggedFields {
  try {
    return fieldsOf(JSON.parse(String(text)));
  } catch {
    // Contents are not logged, or the text was shortened: the values are not known then.
    return {};
  }
}

const isScalar = (value: unknown): value is Exclude<RequestValue, RequestJson> =>
  ["string", "number", "boolean"].includes(typeof value);
