import type { SpokenSpan } from "./synthesis-engine.ts";
import type { VoiceName } from "./voices.ts";

/** A stretch of text for one voice. */
export interface SpeechItem {
  kind: "speech";
  voice: VoiceName;
  span: SpokenSpan;
}

/** Silence that the text asks for. */
export interface PauseItem {
  kind: "pause";
  durationMs: number;
}

/** What one call says, in order, with everything decided but the sound. */
export interface Script {
  items: readonly (SpeechItem | PauseItem)[];
  /** Names of what the request holds and the engine cannot honour. */
  ignored: ReadonlySet<string>;
  /** Sentences about what is honoured in another way. */
  remarks: ReadonlySet<string>;
}
