/** Longest name made here, in bytes of UTF-8: disks take 255, and a path of Windows 260 signs with its folders. */
const maxNameBytes = 200;

/** Names of devices, which Windows refuses with any ending. */
const reserved = /^(?:con|prn|aux|nul|conin|conout|clock|(?:com|lpt)[0-9¹²³])$/iu;

/**
 * A file name that every disk takes: letters, digits, dot, dash, plus and underscore stay, all else becomes a dash; a name that
 * Windows reserves gets an underscore; at most 200 bytes with its ending.
 *
 * @param stem the name without its ending, by anyone
 * @param ending with its dot, of our own making; it always stays whole
 * @param instead what it is called when nothing of the stem is left
 */
export function fileNameOf(stem: string, ending: string, instead = "file"): string {
  const whole = trimmed(stem.normalize("NFC").replace(/[^\p{L}\p{M}\p{N}._+-]+/gu, "-")) || instead;
  const [first = "", ...rest] = whole.split(".");
  const allowed = reserved.test(first) ? [`${first}_`, ...rest].join(".") : whole;
  return `${trimmed(firstBytes(allowed, maxNameBytes - sizeBytes(ending)))}${ending}`;
}

/** A name without its last ending: `a.b.mp3` is `a.b`. */
export function withoutEnding(name: string): string {
  return name.replace(/\.[^.]*$/, "");
}

/**
 * Name of a part of a rotating file, as Python's rotation spells it: `tts_structured.jsonl`, `tts_structured.jsonl.1`, ...
 *
 * @param backup 0 is the current part
 */
export function partName(file: string, backup: number): string {
  return backup === 0 ? file : `${file}.${String(backup)}`;
}

/** What a disk that ignores case compares: two names with equal keys are one file there. */
export function fileNameKey(name: string): string {
  return name.normalize("NFC").toUpperCase();
}

/** A dot in front hides a file, one behind it is dropped by Windows, and a dash in front reads as an option. */
function trimmed(text: string): string {
  return text.replace(/^[.-]+|[.-]+$/g, "");
}

function firstBytes(text: string, most: number): string {
  let room = most;
  let end = 0;
  for (const sign of text) {
    room -= sizeBytes(sign);
    if (room < 0) break;
    end += sign.length;
  }
  return text.slice(0, end);
}

function sizeBytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
