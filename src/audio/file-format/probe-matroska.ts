import type { AudioProbe } from "./audio-format.ts";

/** Elements whose content is walked; each other one is skipped. */
const walked = new Set([0x18538067, 0x1549a966, 0x1654ae6b, 0xae, 0xe1, 0x1f43b675, 0xa0]);
const ids = {
  timestampScale: 0x2ad7b1,
  track: 0xae,
  trackType: 0x83,
  coding: 0x86,
  sampleRate: 0xb5,
  channels: 0x9f,
  cluster: 0xe7,
  simpleBlock: 0xa3,
  block: 0xa1,
} as const;
const soundTrack = 2;
const codings: Readonly<Record<string, string>> = {
  "A_MPEG/L3": "mp3",
  "A_MS/ACM": "ms-acm",
  "A_PCM/INT/LIT": "pcm",
  "A_PCM/INT/BIG": "pcm",
};

interface Track {
  type?: number;
  coding?: string;
  sampleRateHz?: number;
  channelCount?: number;
}

/**
 * Reads WebM and Matroska: the sound track, and the length from the first to the last block. What is walked is one flat run of elements, so
 * that lengths left open, as recorders of browsers write them, need no care. Ours, for mediabunny 1.61.0 loops for ever in some damaged ones.
 */
export function probeMatroska(bytes: Uint8Array): Omit<AudioProbe, "container"> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tracks: Track[] = [];
  let [scaleNs, clusterAt, first, last] = [1_000_000, 0, Infinity, 0];
  for (let offset = 0; offset < bytes.length;) {
    const id = elementId(bytes, offset);
    const size = id && elementSize(bytes, offset + id.bytes);
    if (!size) break;
    const start = offset + id.bytes + size.bytes;
    const end = start + size.value;
    const content = bytes.subarray(start, Math.min(end, bytes.length));
    const track = tracks.at(-1) ?? {};
    if (id.value === ids.track) tracks.push({});
    else if (id.value === ids.trackType) track.type = unsigned(content);
    else if (id.value === ids.coding) track.coding = codingOf(content);
    else if (id.value === ids.sampleRate) track.sampleRateHz = float(content);
    else if (id.value === ids.channels) track.channelCount = unsigned(content);
    else if (id.value === ids.timestampScale) scaleNs = unsigned(content);
    else if (id.value === ids.cluster) clusterAt = unsigned(content);
    else if ((id.value === ids.simpleBlock || id.value === ids.block) && start + 3 <= bytes.length) {
      // A block: the number of its track, which has one byte, and its time in the cluster.
      const at = clusterAt + view.getInt16(start + 1);
      [first, last] = [Math.min(first, at), Math.max(last, at)];
    }
    offset = walked.has(id.value) ? start : end;
  }
  const sound = tracks.find(({ type }) => type === soundTrack);
  if (!sound) return tracks.length > 0 ? { isEmpty: true } : {};
  const { coding, sampleRateHz = 8000, channelCount = 1 } = sound;
  const found = { ...(coding !== undefined && { coding }), sampleRateHz, channelCount };
  return last > first ? { ...found, durationSeconds: ((last - first) * scaleNs) / 1e9 } : found;
}

/** The first byte's leading zeros tell the length of an id, 1 to 4 bytes. */
function elementId(bytes: Uint8Array, offset: number): { value: number; bytes: number } | undefined {
  const length = Math.clz32((bytes[offset] ?? 0) << 24) + 1;
  return length > 4 ? undefined : { value: unsigned(bytes.subarray(offset, offset + length)), bytes: length };
}

/** The same for sizes of 1 to 8 bytes, without the mark; all ones means open, to the end of the file. */
function elementSize(bytes: Uint8Array, offset: number): { value: number; bytes: number } | undefined {
  const length = Math.clz32((bytes[offset] ?? 0) << 24) + 1;
  if (length > 8) return undefined;
  const value = unsigned(bytes.subarray(offset, offset + length)) - 2 ** (7 * length);
  return { value: value === 2 ** (7 * length) - 1 ? Infinity : value, bytes: length };
}

function unsigned(bytes: Uint8Array): number {
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}

function float(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return bytes.length === 8 ? view.getFloat64(0) : bytes.length === 4 ? view.getFloat32(0) : 0;
}

function codingOf(bytes: Uint8Array): string {
  const name = new TextDecoder().decode(bytes.subarray(0, 64)).replace(/\0+$/, "");
  return codings[name] ?? name.replace(/^A_/, "").replace(/\/.*$/, "").toLowerCase();
}
