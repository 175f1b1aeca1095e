import type { AudioContainer } from "../../../audio/file-format/containers.ts";
import type { AudioFormat } from "../../../audio/file-format/audio-format.ts";
import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";

const en = {
  unknown: "Audio",
  integer: (bits: string) => `${bits}-bit PCM`,
  float: (bits: string) => `${bits}-bit floating point`,
  undecoded: (coding: string, container: string) =>
    `This browser can’t decode ${coding} in a file of type ${container}.`,
  undecodedType: (container: string) => `This browser can’t decode files of type ${container}.`,
  damaged: (coding: string, container: string) =>
    `The file says that it is ${coding} (${container}), which browsers decode, so it’s probably damaged. Converting may save what is left.`,
  noSound: "It’s damaged, or it isn’t sound. If it plays elsewhere, convert it.",
  convert: "Convert it to WAV with 16-bit PCM:",
};

const ru = {
  unknown: "Аудио",
  integer: (bits: string) => `PCM ${bits} бит`,
  float: (bits: string) => `PCM ${bits} бит с плавающей точкой`,
  undecoded: (coding: string, container: string) => `Браузер не декодирует ${coding} в файле типа ${container}.`,
  undecodedType: (container: string) => `Браузер не декодирует файлы типа ${container}.`,
  damaged: (coding: string, container: string) =>
    `Судя по заголовку, это ${coding} (${container}). Такие файлы браузеры декодируют, значит, файл, скорее всего, повреждён. Преобразование может спасти то, что осталось.`,
  noSound: "Файл повреждён, или в нём не звук. Если он где-то воспроизводится, преобразуйте его.",
  convert: "Преобразуйте его в WAV с 16-битным PCM:",
} satisfies typeof en;

/** The words for what a file of sound is, and what to do when a browser does not decode it. */
export const soundFormatText: Dictionary<typeof en> = { en, ru };

type Words = typeof en;

const containers: Record<Exclude<AudioContainer, "unknown">, string> = {
  wav: "WAV",
  flac: "FLAC",
  ogg: "OGG",
  opus: "OGG Opus",
  mp3: "MP3",
  m4a: "M4A",
  mp4: "MP4",
  aac: "AAC",
  webm: "WebM",
  mkv: "Matroska",
  aiff: "AIFF",
  au: "AU",
  caf: "CAF",
  amr: "AMR",
  wma: "WMA",
  avi: "AVI",
  w64: "Wave64",
  wavpack: "WavPack",
  ape: "Monkey’s Audio",
  dss: "DSS",
  sphere: "NIST SPHERE",
};
const codings: Readonly<Record<string, string>> = {
  "ms-adpcm": "MS ADPCM",
  "ima-adpcm": "IMA ADPCM",
  g722: "G.722",
  g723: "G.723",
  "g723-adpcm": "G.723 ADPCM",
  g726: "G.726",
  g729: "G.729",
  gsm: "GSM 6.10",
  truespeech: "TrueSpeech",
  "amr-nb": "AMR-NB",
  "amr-wb": "AMR-WB",
  alaw: "A-law",
  ulaw: "μ-law",
  ac3: "AC-3",
  eac3: "E-AC-3",
  opus: "Opus",
  vorbis: "Vorbis",
  speex: "Speex",
};
/** What Chromium, Firefox and Safari decode; some builds of Chromium do without AAC. */
const usual = /^(pcm-(u8|[su](16|24|32)(be)?|f32)|alaw|ulaw|mp3|flac|opus|vorbis)$/;
const usualContainers = new Set<AudioContainer>(["wav", "flac", "ogg", "opus", "mp3", "m4a", "mp4", "aac", "webm"]);

/** The usual name of a container. */
export function containerName(container: AudioContainer, text: Words): string {
  return container === "unknown" ? text.unknown : containers[container];
}

/** Why a browser does not decode a file: container and coding by name, or that it is damaged. */
export function undecodedLine(format: AudioFormat | undefined, text: Words): string {
  if (!format || format.container === "unknown") return text.noSound;
  const container = containerName(format.container, text);
  if (format.coding === undefined) return text.undecodedType(container);
  const coding = codingName(format.coding, text);
  const isUsual = usual.test(format.coding) && usualContainers.has(format.container);
  if (isUsual) return text.damaged(coding, container);
  return coding === container ? text.undecodedType(container) : text.undecoded(coding, container);
}

function codingName(coding: string, text: Words): string {
  const [, kind, bits] = /^pcm-([suf])(\d+)/.exec(coding) ?? [];
  if (bits !== undefined) return kind === "f" ? text.float(bits) : text.integer(bits);
  return codings[coding] ?? coding.toUpperCase();
}
