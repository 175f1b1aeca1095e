import type { LoggedCall } from "./logged-call.ts";
import { fieldsOf, type LoggedFields } from "./logged-fields.ts";
import { languageLimit, numberIn, textIn, type ClientOptions } from "./official-options.ts";

/** The phrase splitters of the client. It has none for USE_VAD_V2. */
const splitters: Record<string, string> = {
  USE_VAD: "vad",
  DO_NOT_PERFORM_VOICE_ACTIVITY: "none",
  USE_ENHANCED_VAD: "enhanced_vad",
  USE_TARGET_SPEECH_VAD: "target_speech_vad",
};
const markModes: Record<string, string> = {
  VA_DISABLE: "disable",
  VA_ENABLE: "enable",
  VA_ENABLE_ASYNC: "enable_async",
};
const keepModes = ["default", "split_by_pauses", "only_speech"];

/** Options of the client's `recognize` commands; it reads the format of the samples from the file. */
export function recognitionOptions(config: LoggedFields, sound: LoggedCall["sound"]): ClientOptions {
  const usage = textIn(fieldsOf(config["va_config"]), "usage") ?? "USE_VAD";
  const splitter = splitters[usage];
  const dictionary = fieldsOf(config["context_dictionary"]);
  const speakers = fieldsOf(config["speaker_labeling_config"]);
  const antispoofing = fieldsOf(config["antispoofing_config"]);
  const isEnabled = (name: string) => fieldsOf(config[name])["enable"] === true;
  return {
    options: {
      "audio-file": sound?.fileName,
      model: textIn(config, "model"),
      "enable-word-time-offsets": config["enable_word_time_offsets"] === true,
      "enable-punctuator": isEnabled("punctuation_config"),
      "enable-denormalization": isEnabled("denormalization_config"),
      "enable-speaker-labeling": isEnabled("speaker_labeling_config"),
      "enable-genderage": isEnabled("genderage_config"),
      "enable-antispoofing": isEnabled("antispoofing_config"),
      "va-response-mode": markModes[textIn(config, "va_response_mode") ?? ""],
      "use-va-algo": splitter,
      ...splitterOptions(fieldsOf(config["va_config"])),
      "as-far": numberIn(antispoofing, "FAR"),
      "as-frr": numberIn(antispoofing, "FRR"),
      "speakers-max": numberIn(speakers, "max_speakers"),
      "speakers-num": numberIn(speakers, "num_speakers"),
      "dictionary-name": textIn(dictionary, "dictionary_name"),
      "dictionary-weight": numberIn(dictionary, "weight"),
      "subst-dictionary-name": textIn(fieldsOf(config["substitution_dictionary_config"]), "dictionary_name"),
      "split-by-channel": config["split_by_channel"] === true,
    },
    limits: [
      ...languageLimit(config["language_code"]),
      ...(sound?.format.coding === "pcm16" ? [] : (["encoding"] as const)),
      ...(splitter === undefined ? (["splitter"] as const) : []),
      ...("model" in config ? [] : (["model"] as const)),
    ],
  };
}

/** `threshold` of `vad_options` is `--vad-threshold`; the others likewise. */
function splitterOptions(vaConfig: LoggedFields): ClientOptions["options"] {
  const groups = {
    vad_options: "vad",
    enhanced_vad_options: "enhanced-vad",
    target_speech_vad_options: "target-speech-vad",
  };
  const entries = Object.entries(groups).flatMap(([group, prefix]) =>
    Object.keys(fieldsOf(vaConfig[group])).map((name) => {
      const value = numberIn(fieldsOf(vaConfig[group]), name);
      return [`${prefix}-${name.replaceAll("_", "-")}`, name === "mode" ? keepModes[value ?? 0] : value] as const;
    }),
  );
  return Object.fromEntries(entries);
}
