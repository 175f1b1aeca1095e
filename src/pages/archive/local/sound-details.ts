import type { AudioRecord } from "../../../local-archive/archive-records.ts";
import type { Detail } from "../../../kit/lists/DetailList.svelte";
import { callText } from "../../shared/calls/call-text.ts";
import type { Format } from "../../../kit/i18n/format.ts";
import { languageName } from "../../../kit/i18n/language-name.ts";
import type { Language } from "../../../kit/i18n/language.ts";
import { kindOf } from "./sound-kinds.ts";
import type { archiveText } from "../archive-text.ts";

type Words = (typeof archiveText)["en"];

/** The figures of a stored sound, then its metadata, then its ids. */
export function soundDetails(
  audio: AudioRecord,
  text: Words,
  { language, format }: { language: Language; format: Format },
): Detail[] {
  const { source, ...noted } = audio.metadata;
  const coding = text.codings[audio.coding];
  return [
    { label: text.facts.created, value: format.dateTime(audio.createdAtMs) },
    { label: text.facts.length, value: format.duration(audio.seconds * 1000) },
    { label: text.facts.size, title: format.exactBytes(audio.sizeBytes), value: format.bytes(audio.sizeBytes) },
    { label: text.facts.format, value: text.format(format.number(audio.sampleRateHz), audio.channelCount, coding) },
    { label: text.facts.from, value: text.kinds[kindOf(source)] },
    ...Object.entries(noted).map(([name, value]) => notedFact(name, String(value), text, language)),
    { label: text.facts.id, value: audio.id, isId: true },
  ];
}

function notedFact(name: string, noted: string, text: Words, language: Language): Detail {
  const label = (text.noted as Partial<Record<string, string>>)[name] ?? name;
  if (name === "language") return { label, value: languageName(noted, language) };
  if (name === "model" && noted === "default") return { label, value: callText[language].chosenByPlatform };
  return { label, value: noted, isId: isId(name) };
}

/** Ids are long and wanted whole; they stand below the figures with a button that copies them. */
function isId(label: string): boolean {
  return /(Id|_id|id)$/.test(label);
}
