import type { SpokenSpan } from "./synthesis-engine.ts";
import type { VoiceName } from "./voices.ts";

/** A text for one voice. */
export interface SpeechItem {
  kind: "speech";
  voice: VoiceName;
  span: SpokenSpan;
}

/** A pause in the text. */
export interface PauseItem {
  kind: "pause";
  durationMs: number;
}

/** Speech of one call, in order: everything is decided but the audio. */
export interface Script {
  items: readonly (SpeechItem | PauseItem)[];
  /** Names of ignored options. */
  ignored: ReadonlySet<string>;
  /** Sentences about options that are honoured in another way. */
  remarks: ReadonlySet<string>;
}
