/**
 * G.711: one byte for each sample, the two companding laws of telephony.
 *
 * A sample is a signed 16-bit number; mu-law keeps its upper 14 bits, A-law its upper 13. Decoding a byte and encoding
 * the result gives the byte back (mu-law has two zeros: 0x7f comes back as 0xff).
 */

const muLawBias = 33;
const muLawClip = 8191 - muLawBias;

/** Encodes one signed 16-bit sample as mu-law. */
function muLawByte(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample >> 2), muLawClip) + muLawBias;
  const segment = 26 - Math.clz32(magnitude);
  return ~(sign | (segment << 4) | ((magnitude >> (segment + 1)) & 0x0f)) & 0xff;
}

/** Decodes one mu-law byte to a signed 16-bit sample. */
function muLawSample(byte: number): number {
  const code = ~byte & 0xff;
  const segment = (code >> 4) & 7;
  const magnitude = ((((code & 0x0f) << 1) + muLawBias) << segment) - muLawBias;
  return (code & 0x80 ? -magnitude : magnitude) * 4;
}

const aLawEvenBits = 0x55;

/** Encodes one signed 16-bit sample as A-law. */
function aLawByte(sample: number): number {
  const scaled = sample >> 3;
  const magnitude = scaled < 0 ? ~scaled : scaled;
  const segment = Math.max(0, 27 - Math.clz32(magnitude));
  const code = (segment << 4) | ((magnitude >> Math.max(1, segment)) & 0x0f);
  return (code | (scaled < 0 ? 0 : 0x80)) ^ aLawEvenBits;
}

/** Decodes one A-law byte to a signed 16-bit sample. */
function aLawSample(byte: number): number {
  const code = byte ^ aLawEvenBits;
  const segment = (code >> 4) & 7;
  const step = ((code & 0x0f) << 1) + 1;
  const magnitude = segment === 0 ? step : (step + 32) << (segment - 1);
  return (code & 0x80 ? magnitude : -magnitude) * 8;
}

/** Compresses signed 16-bit samples to mu-law, one byte each. */
export function encodeMuLaw(samples: Int16Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(samples, muLawByte);
}

/** Expands mu-law bytes to signed 16-bit samples. */
export function decodeMuLaw(bytes: Uint8Array): Int16Array<ArrayBuffer> {
  return Int16Array.from(bytes, muLawSample);
}

/** Compresses signed 16-bit samples to A-law, one byte each. */
export function encodeALaw(samples: Int16Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(samples, aLawByte);
}

/** Expands A-law bytes to signed 16-bit samples. */
export function decodeALaw(bytes: Uint8Array): Int16Array<ArrayBuffer> {
  return Int16Array.from(bytes, aLawSample);
}
