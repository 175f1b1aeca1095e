import type { LoggedCall, UnknownPart } from "./logged-call.ts";
import type { SnippetLimit } from "./snippet.ts";
import { textPlaceholder } from "./speech-request.ts";
import { commentText } from "./visible-text.ts";

/** File with the contract, which the programs read: a `FileDescriptorSet`. */
export const contractFileName = "audiokit.binpb";
/** Variable of the shell that holds the token. */
export const tokenVariable = "AUDIOKIT_TOKEN";
/** Stands for an address that the log does not know. */
export const unknownAddress = { host: "HOST", port: 443, isSecure: true, prefix: "" };

/** The lines over a snippet: which call it is, and what has to be put in. */
export function snippetComment(
  call: LoggedCall,
  limits: readonly SnippetLimit[],
  ...more: readonly string[]
): string[] {
  const lines = [`${call.method.parent.name} ${call.method.name}, logged as ${call.requestId}`];
  if (call.sound) lines.push(soundLine(call.sound));
  lines.push(...call.unknown.map(unknownLine));
  if (isChanging(call)) lines.push("It changes what the platform stores.");
  return [...lines, ...limits.map((limit) => limitLines[limit]), ...more].map((line) => `# ${commentText(line)}`);
}

const limitLines: Record<SnippetLimit, string> = {
  "no-command": "The client has no command for this method.",
  language: "The client always sends the language ru.",
  encoding: "The client always sends and requests 16-bit PCM.",
  splitter: "The client does not have this phrase splitter: its own default is used.",
  style: "The client does not have this voice style: its own default is used.",
  options: "The client has neither experimental options nor post-processing: they are left out.",
  model: "The call named no model; the client names e2e-v3 then.",
  "long-text": "The text is longer than an argument of a command may be.",
  "path-prefix": "The call went through a path of the gateway, which gRPC itself does not have: it is left out.",
};

/** Whether the call creates or deletes something. */
export function isChanging({ method }: LoggedCall): boolean {
  return method.name === "CloneVoice" || method.name === "DeleteVoice";
}

function soundLine({ fileName, format }: NonNullable<LoggedCall["sound"]>): string {
  const { coding, sampleRateHz, channelCount } = format;
  const channels = channelCount === 1 ? "mono" : `${String(channelCount)} channels`;
  return `Reads ${fileName}, a WAV beside it: ${coding}, ${String(sampleRateHz)} Hz, ${channels}. The log holds no sound.`;
}

function unknownLine(unknown: UnknownPart): string {
  switch (unknown.part) {
    case "text":
      return `The log does not hold the text${ofCharacters(unknown.characters)}: put it in place of ${textPlaceholder}.`;
    case "changed-text":
      return `The log holds ${String(unknown.loggedCharacters)} of ${String(unknown.characters)} characters of the text: shortened or redacted.`;
    case "custom-options":
      return `The log does not hold the values of the experimental options: ${unknown.names.join(", ")}.`;
    case "substitution":
      return `The log does not hold the substitution dictionary${ofCharacters(unknown.characters)}: it is left out.`;
    case "address":
      return `The log does not say where the call went: put the address in place of ${unknownAddress.host}.`;
  }
}

const ofCharacters = (count: number | undefined) => (count === undefined ? "" : ` (${String(count)} characters)`);
