import {
  ADTS,
  BufferSource,
  Input,
  Logging,
  LogLevel,
  MP3,
  MP4,
  OGG,
  QTFF,
  type InputAudioTrack,
  type InputFormat,
} from "mediabunny";
import type { AudioContainer } from "./containers.ts";
import type { AudioProbe } from "./audio-format.ts";

/** The library's readers by container. Playlists, which make it fetch other addresses, are left out. */
const formats: Partial<Record<AudioContainer, InputFormat[]>> = {
  m4a: [MP4, QTFF],
  mp4: [MP4, QTFF],
  ogg: [OGG],
  opus: [OGG],
  mp3: [MP3, ADTS], // a tag of MP3 stands before bare AAC too
  aac: [ADTS],
};

/** The first sound track of a file, measured without decoding. Never throws: what cannot be read is absent. */
export async function probeTracks(
  bytes: Uint8Array<ArrayBuffer>,
  container: AudioContainer,
): Promise<Omit<AudioProbe, "container">> {
  const readers = formats[container];
  if (!readers) return {};
  Logging.level = LogLevel.Silent; // what it warns of is told by the page
  const input = new Input({ source: new BufferSource(bytes), formats: readers });
  try {
    const sound = await input.getPrimaryAudioTrack();
    if (sound) return await probeSound(sound);
    return (await input.getVideoTracks()).length > 0 ? { isEmpty: true } : {};
  } catch {
    // Torn or strange: the browser's decoder has the last word, and the pages' limits bound what it is given.
    return {};
  } finally {
    input.dispose();
  }
}

async function probeSound(sound: InputAudioTrack): Promise<Omit<AudioProbe, "container">> {
  const coding = await codingOf(sound);
  const probe = {
    ...(coding !== undefined && { coding }),
    sampleRateHz: await sound.getSampleRate(),
    channelCount: await sound.getNumberOfChannels(),
  };
  const durationSeconds = await secondsOf(sound).catch(() => undefined);
  return { ...probe, ...(durationSeconds !== undefined && { durationSeconds }) };
}

/** From first to last: a stream that was cut out of another begins late; what an encoder puts before zero is no sound. */
async function secondsOf(sound: InputAudioTrack): Promise<number> {
  return (await sound.computeDuration()) - Math.max(0, await sound.getFirstTimestamp());
}

/** Names of entries in MP4 that the library takes for AAC, or for nothing. */
const entries: Readonly<Record<string, string>> = { alac: "alac", samr: "amr-nb", sawb: "amr-wb", sqcp: "qcelp" };

async function codingOf(sound: InputAudioTrack): Promise<string | undefined> {
  const id = await sound.getInternalCodecId();
  if (typeof id !== "string") return (await sound.getCodec()) ?? undefined;
  return entries[id] ?? (await sound.getCodec()) ?? id;
}
