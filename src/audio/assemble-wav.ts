import { bytesPerSample, wavHeader, type WavFormat } from "./wav.ts";

/**
 * Makes one WAV file of samples that came in chunks. Every byte is copied once.
 *
 * @param chunks samples without a header, coded as `format.coding` says. A chunk may end inside a sample; bytes of an
 * unfinished frame at the very end are left out
 */
export function assembleWav(chunks: readonly Uint8Array[], format: WavFormat): Uint8Array<ArrayBuffer> {
  const receivedBytes = chunks.reduce((sum, { length }) => sum + length, 0);
  const sampleBytes = receivedBytes - (receivedBytes % (bytesPerSample(format.coding) * format.channelCount));
  const header = wavHeader(sampleBytes, format);
  const wav = new Uint8Array(header.length + sampleBytes + (sampleBytes % 2));
  wav.set(header);
  let offset = header.length;
  for (const chunk of chunks) {
    const bytes = chunk.subarray(0, header.length + sampleBytes - offset);
    wav.set(bytes, offset);
    offset += bytes.length;
  }
  return wav;
}
