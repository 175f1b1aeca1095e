import { joinBytes } from "../../basics/bytes.ts";
import { bytesSha256, growingSha256, textSha256 } from "../../basics/sha256.ts";
import type { NewCallInput } from "../../local-archive/call-inputs.ts";
import type { RecordedInput, RecordInput } from "../../logging/call-input.ts";

/** What the recording of inputs needs. */
export interface RecordInputDeps {
  /** Read at each call. */
  isEnabled: () => boolean;
  /** Largest sound or text that is recorded, in bytes; read at each call. */
  maxBytes: () => number;
  /** Whether a text holds a secret in use: it is not stored. */
  hasSecret: (text: string) => boolean;
  /** Stores it; what it throws goes to `onFailure`. */
  save: (input: NewCallInput) => Promise<void>;
  onFailure: (thrown: unknown) => void;
}

/** A sound of at most so many bytes is hashed as it is sent, which takes about a millisecond; a larger one beside the call. */
const hashedAtOnceBytes = 65_536;

/** Records the inputs of calls where the settings want it, and stores each when its call has ended. */
export function recordInputs(deps: RecordInputDeps): RecordInput {
  return (requestId) => (deps.isEnabled() ? recordOne(requestId, deps) : undefined);
}

function recordOne(requestId: string, { maxBytes, hasSecret, save, onFailure }: RecordInputDeps): RecordedInput {
  const limitBytes = maxBytes();
  const chunks: { bytes: Uint8Array; atMs: number }[] = [];
  let sizeBytes = 0;
  let texts: Record<string, string> = {};
  const growing = growingSha256();
  /** Of the single large message of a call. */
  let large: Promise<string> | undefined;
  let audioHash: string | undefined;

  function takeAudio(bytes: Uint8Array, atMs: number): void {
    sizeBytes += bytes.length;
    audioHash = undefined;
    if (sizeBytes > limitBytes) return void chunks.splice(0);
    chunks.push({ bytes, atMs });
    if (chunks.length === 1 && bytes.length > hashedAtOnceBytes) {
      large = bytesSha256(bytes as Uint8Array<ArrayBuffer>);
      large.then((hash) => {
        if (chunks.length === 1) audioHash = hash;
      }, onFailure);
    } else growing.add(bytes);
  }

  async function storedAudio(): Promise<NewCallInput["audio"]> {
    if (chunks.length === 0) return undefined;
    const bytes = joinBytes(chunks.map((chunk) => chunk.bytes));
    const sha256 = large === undefined ? growing.hex() : await bytesSha256(bytes);
    return { sha256, bytes, messages: chunks.map((chunk) => ({ sizeBytes: chunk.bytes.length, atMs: chunk.atMs })) };
  }

  async function store(): Promise<void> {
    const audio = await storedAudio();
    if (audio || Object.keys(texts).length > 0) await save({ requestId, texts, audio });
  }

  return {
    texts: (sent) => (texts = Object.fromEntries(Object.entries(sent).filter(([, text]) => !hasSecret(text)))),
    audio: takeAudio,
    sha256() {
      if (sizeBytes > limitBytes) return undefined;
      if (chunks.length > 0) return large === undefined ? (audioHash ??= growing.hex()) : audioHash;
      const text = texts["text"] ?? texts["ssml"];
      return text === undefined ? undefined : textSha256(text);
    },
    end: () => void store().catch(onFailure),
  };
}
