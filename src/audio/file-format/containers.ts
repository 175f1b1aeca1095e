import { startsWithFrames } from "./frame-sync.ts";

/** Containers of sound, those included that no browser reads: a refusal names them. */
export type AudioContainer =
  | "wav"
  | "flac"
  | "ogg"
  | "opus"
  | "mp3"
  | "m4a"
  | "mp4"
  | "aac"
  | "webm"
  | "mkv"
  | "aiff"
  | "au"
  | "caf"
  | "amr"
  | "wma"
  | "avi"
  | "w64"
  | "wavpack"
  | "ape"
  | "dss"
  | "sphere"
  | "unknown";

/** First bytes, one character each; `.` stands for any. The first that fits counts. */
const beginnings: [pattern: RegExp, container: AudioContainer][] = [
  [/^(RIFF|RF64|BW64)....WAVE/s, "wav"],
  [/^RIFF....AVI /s, "avi"],
  [/^riff\x2e\x91\xcf\x11/, "w64"],
  [/^fLaC/, "flac"],
  [/^OggS.{24,}OpusHead/s, "opus"],
  [/^OggS/, "ogg"],
  [/^....ftypM4[AB]/s, "m4a"],
  [/^....(ftyp|moov)/s, "mp4"],
  [/^\x1aE\xdf\xa3.{0,56}webm/s, "webm"],
  [/^\x1aE\xdf\xa3/, "mkv"],
  [/^FORM....AIF[FC]/s, "aiff"],
  [/^\.snd/, "au"],
  [/^caff/, "caf"],
  [/^#!AMR/, "amr"],
  [/^0&\xb2u\x8ef\xcf\x11/, "wma"],
  [/^wvpk/, "wavpack"],
  [/^MAC [^\0]/, "ape"],
  [/^[\x02\x03](dss|ds2)/, "dss"],
  [/^NIST_1A/, "sphere"],
  [/^ID3[\x02-\x04]/, "mp3"],
];
const longestBeginning = 64;

/** Tells a container by its first bytes, never by the name of the file. MP3 and AAC without a tag are told by two frames. */
export function containerOf(bytes: Uint8Array): AudioContainer {
  const beginning = String.fromCharCode(...bytes.subarray(0, longestBeginning));
  return beginnings.find(([pattern]) => pattern.test(beginning))?.[1] ?? startsWithFrames(bytes) ?? "unknown";
}
