import type { ReplayVariant } from "../../app/replay/replay-variant.ts";
import type { Format } from "../../kit/i18n/format.ts";
import type { replayText } from "./replay-text.ts";

/** A change in words: "16 kHz", "Voice: borisova". */
export function variantLabel(variant: ReplayVariant, text: (typeof replayText)["en"], format: Format): string {
  if (variant.is === "same") return text.asItWas;
  if (variant.is === "rate") return text.kilohertz(format.number(variant.sampleRateHz / 1000, 3));
  return variant.is === "voice" ? `${text.voice}: ${variant.voice}` : `${text.model}: ${variant.model}`;
}
