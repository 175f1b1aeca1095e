import { ScalarType, toBinary, type DescField, type DescMessage, type MessageShape } from "@bufbuild/protobuf";

/** Largest message the platform accepts, in bytes of its wire form. */
export const maxMessageBytes = 62_914_560;

/** Most sound that one message carries, in bytes: the rest of the message has 4096 bytes. */
export const maxAudioBytes = maxMessageBytes - 4096;

/**
 * Size of a message in bytes of its wire form, without the 5 bytes of the frame.
 *
 * Audio is counted, not copied: bytes fields of the message itself are left out of the trial encoding.
 */
export function messageSizeBytes<Desc extends DescMessage>(schema: Desc, message: MessageShape<Desc>): number {
  return measureMessage(schema, message)();
}

/** The same in two steps: counts the audio now, because it may be transferred, and the rest when the function is called. */
export function measureMessage<Desc extends DescMessage>(schema: Desc, message: MessageShape<Desc>): () => number {
  const slim = { ...message } as Record<string, unknown>;
  let counted = 0;
  for (const field of schema.fields) {
    if (field.fieldKind !== "scalar" || field.scalar !== ScalarType.BYTES) continue;
    const bytes = takeBytes(slim, field);
    if (bytes) counted += tagBytes(field.number) + varintBytes(bytes.length) + bytes.length;
  }
  return () => counted + toBinary(schema, slim as unknown as MessageShape<Desc>).length;
}

/** Removes a bytes field that would be written, and returns it. */
function takeBytes(slim: Record<string, unknown>, field: DescField): Uint8Array | undefined {
  if (field.oneof) {
    const chosen = slim[field.oneof.localName] as { case?: string; value?: Uint8Array };
    if (chosen.case !== field.localName) return undefined;
    slim[field.oneof.localName] = { case: undefined };
    return chosen.value;
  }
  const bytes = slim[field.localName] as Uint8Array;
  slim[field.localName] = new Uint8Array(0);
  return bytes.length > 0 ? bytes : undefined;
}

const tagBytes = (fieldNumber: number) => varintBytes(fieldNumber * 8);

function varintBytes(value: number): number {
  let bytes = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) bytes++;
  return bytes;
}
