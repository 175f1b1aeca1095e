/** Services of the log. */
export const logServices = ["TTS", "ASR", "VoiceCloning", "Models", "AudioArchive"];

const usual = [
  ...["operation", "service", "request_data.voice_name", "request_data.model", "request_data.language"],
  ...[
    "request_data.language_code",
    "request_data.sample_rate_hertz",
    "request_data.encoding",
    "error_group",
    "endpoint",
  ],
];

/** Fields whose values can be compared; a link may name any other. */
export function splitFields(chosen: string): string[] {
  return usual.includes(chosen) ? usual : [...usual, chosen];
}
