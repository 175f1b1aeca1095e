import { withoutEnding } from "../../../basics/file-name.ts";
import { shellWord } from "../../../snippets/visible-text.ts";

/** The ffmpeg command that makes a WAV of 16 bits of any file, beside it. A name of other people is quoted for the shell. */
export function convertCommand(fileName: string): string {
  const path = (name: string) => shellWord(name.startsWith("-") ? `./${name}` : name);
  return `ffmpeg -i ${path(fileName)} -vn -c:a pcm_s16le ${path(`${withoutEnding(fileName)}-16bit.wav`)}`;
}
