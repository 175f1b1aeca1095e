/** What the boxes of an MP4 state about its audio. */
export interface Mp4Header {
  sampleRateHz?: number;
  channelCount?: number;
  durationSeconds?: number;
}

interface Box {
  name: string;
  start: number;
  end: number;
}

/**
 * Reads the length of the film and the first audio track's rate and channels.
 *
 * @throws RangeError when a box ends early
 */
export function probeMp4(view: DataView): Mp4Header {
  const facts: Mp4Header = {};
  const whole: Box = { name: "", start: 0, end: view.byteLength };
  const film = childOf(view, whole, "moov");
  const header = film && childOf(view, film, "mvhd");
  if (header) facts.durationSeconds = durationSeconds(view, header.start);
  const sound =
    film &&
    boxes(view, film.start, film.end)
      .map((track) => soundEntry(view, track))
      .find(Boolean);
  if (sound) {
    facts.channelCount = view.getUint16(sound.start + 16);
    facts.sampleRateHz = view.getUint16(sound.start + 24); // 16.16 fixed point: the whole part
  }
  return facts;
}

/** mvhd: version and flags, two times, the scale, the length; times and length are 64 bits wide in version 1. */
function durationSeconds(view: DataView, start: number): number {
  const isWide = view.getUint8(start) === 1;
  const scale = view.getUint32(start + (isWide ? 20 : 12));
  const length = isWide ? Number(view.getBigUint64(start + 24)) : view.getUint32(start + 16);
  return length / scale;
}

function soundEntry(view: DataView, track: Box): Box | undefined {
  if (track.name !== "trak") return undefined;
  let box: Box | undefined = track;
  for (const name of ["mdia", "minf", "stbl", "stsd"]) box = box && childOf(view, box, name);
  // stsd: version, flags and a count come before its entries.
  return box && boxes(view, box.start + 8, box.end).find((entry) => entry.name === "mp4a");
}

function childOf(view: DataView, parent: Box, name: string): Box | undefined {
  return boxes(view, parent.start, parent.end).find((box) => box.name === name);
}

function boxes(view: DataView, from: number, to: number): Box[] {
  const found: Box[] = [];
  for (let offset = from; offset + 8 <= to;) {
    const stated = view.getUint32(offset);
    const isWide = stated === 1;
    const size = isWide ? Number(view.getBigUint64(offset + 8)) : stated === 0 ? to - offset : stated;
    const headerBytes = isWide ? 16 : 8;
    if (size < headerBytes) break;
    const name = String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + offset + 4, 4));
    found.push({ name, start: offset + headerBytes, end: Math.min(to, offset + size) });
    offset += size;
  }
  return found;
}
