import { wavHeader } from "../audio/wav.ts";
import type { LoggedCall, SentSound } from "./logged-call.ts";
import { shellWord, visibleJson } from "./visible-text.ts";

/**
 * A program with its request on its standard input, so that no text is too long for a command, and nothing in it is read by
 * the shell.
 *
 * @param command its words, one for each line; it reads JSON from its standard input
 */
export function withRequest({ request, sound }: LoggedCall, command: readonly string[]): string {
  const lines = command.join(" \\\n  ");
  // A line of JSON is never the end mark: strings hold no line breaks.
  if (!sound) return `${lines} <<'REQUEST'\n${visibleJson(request)}\nREQUEST\n`;
  const parts =
    sound.chunkBytes === undefined ? wholeSound(request, sound) : chunkedSound(request, sound, sound.chunkBytes);
  return `{\n${parts.map((part) => `  ${part}\n`).join("")}} | ${lines}\n`;
}

/** One message whose last field is the sound. */
function wholeSound(request: LoggedCall["request"], sound: SentSound): string[] {
  const start = visibleJson(request, 0).slice(0, -1);
  const comma = start === "{" ? "" : ",";
  return [printed(`${start}${comma}"${sound.field}":"`), `${base64Of(sound)}`, printed('"}')];
}

/** The configuration, then one message for each chunk, as fast as the program sends them. */
function chunkedSound(request: LoggedCall["request"], sound: SentSound, chunkBytes: number): string[] {
  const width = (chunkBytes / 3) * 4;
  const messages = `fold -w ${String(width)} | sed 's/.*/{"${sound.field}":"&"}/'`;
  return [printed(visibleJson(request, 0)), `${base64Of(sound)} | ${messages}`];
}

/** The samples without the header of the WAV. */
function base64Of({ fileName, format }: SentSound): string {
  return `tail -c +${String(wavHeader(0, format).length + 1)} ${shellWord(fileName)} | base64 | tr -d '\\n'`;
}

/** An apostrophe would end the word of the shell. */
const printed = (json: string) => `printf %s '${json.replaceAll("'", String.raw`\u0027`)}'`;
