/**
 * Framing of a call over a WebSocket, subprotocol `grpc-websockets`: browsers have no other way to send a stream.
 *
 * Page to bridge, each item one binary message: the metadata as `name: value\r\n` lines; then any number of
 * `[0x00][gRPC envelope]`; then `[0x01]`, the half-close. Bridge to page: gRPC-Web bytes, cut anywhere: a frame with flag
 * 0x80 that holds the headers, data envelopes, a frame with flag 0x80 that holds the trailers, then close 1000.
 */
export const bidiSubprotocol = "grpc-websockets";

/** First byte of a message of the page that carries an envelope. */
export const envelopeMark = 0;
/** The whole message with which the page ends its side. */
export const halfCloseMark = 1;
/** Flag of a frame that holds metadata. */
export const metadataFlag = 0x80;
/** Flag and big-endian length before each gRPC message, in bytes. */
export const envelopeHeadBytes = 5;

/** Trailer with which the bridge says that the status is its own: the response had begun, and the platform's side is gone. */
export const interruptedField = "x-bridge-interrupted";

/** Field of the headers with the HTTP status of a proxy that answered the bridge in the platform's place. */
export const upstreamStatusField = "x-bridge-upstream-status";

/** Field of the headers with the beginning of such an answer's body, in base64. */
export const upstreamBodyField = "x-bridge-upstream-body-bin";

/** Close code of the WebSocket with which a call fails that ends within a message, less its gRPC status; the reason says why. */
export const cutCloseCode = 4100;

export type MetadataField = readonly [name: string, value: string];

/** The `name: value\r\n` lines of a metadata block, UTF-8. */
export function encodeMetadata(fields: Iterable<MetadataField>): Uint8Array<ArrayBuffer> {
  let text = "";
  for (const [name, value] of fields) text += `${name}: ${value}\r\n`;
  return new TextEncoder().encode(text);
}

/** Reads a metadata block; names in lower case. A line without a colon is passed over. */
export function decodeMetadata(block: Uint8Array): MetadataField[] {
  const fields: MetadataField[] = [];
  for (const line of new TextDecoder().decode(block).split("\r\n")) {
    const colon = line.indexOf(":");
    if (colon > 0) fields.push([line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]);
  }
  return fields;
}

/** A gRPC-Web frame that holds metadata: the first and the last of a response. */
export function metadataFrame(fields: Iterable<MetadataField>): Uint8Array<ArrayBuffer> {
  const block = encodeMetadata(fields);
  const frame = new Uint8Array(envelopeHeadBytes + block.length);
  frame[0] = metadataFlag;
  new DataView(frame.buffer).setUint32(1, block.length);
  frame.set(block, envelopeHeadBytes);
  return frame;
}

/** Puts the mark of an envelope before it. */
export function markEnvelope(envelope: Uint8Array): Uint8Array<ArrayBuffer> {
  const message = new Uint8Array(envelope.length + 1);
  message[0] = envelopeMark;
  message.set(envelope, 1);
  return message;
}

/**
 * Looks at one message of the page after the metadata.
 *
 * @returns the envelope, `"half-close"`, or what is wrong with the message
 */
export function readPageMessage(
  message: Uint8Array,
  maxMessageBytes: number,
): { envelope: Uint8Array } | "half-close" | { fault: string; tooLarge: boolean } {
  if (message.length === 1 && message[0] === halfCloseMark) return "half-close";
  if (message[0] !== envelopeMark || message.length < 1 + envelopeHeadBytes) {
    return { fault: `a message of ${message.length} bytes is no envelope and no half-close`, tooLarge: false };
  }
  const said = new DataView(message.buffer, message.byteOffset, message.length).getUint32(2);
  if (said > maxMessageBytes) {
    return { fault: `a message of ${said} bytes is larger than ${maxMessageBytes}`, tooLarge: true };
  }
  const held = message.length - 1 - envelopeHeadBytes;
  if (said !== held) return { fault: `an envelope says ${said} bytes and holds ${held}`, tooLarge: false };
  return { envelope: message.subarray(1) };
}
