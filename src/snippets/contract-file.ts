import { create, toBinary, type DescFile } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { STT } from "../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { TTS } from "../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { VoiceCloning } from "../gen/mts/ai/audiogram/voice_cloning/v1/voice_cloning_pb.ts";

/** The contract as the programs read it: a `FileDescriptorSet` of the services that snippets call. */
export function contractFile(): Uint8Array<ArrayBuffer> {
  const files = contractFiles([TTS.file, STT.file, VoiceCloning.file]);
  const set = create(FileDescriptorSetSchema, { file: files.map(({ proto }) => proto) });
  return new Uint8Array(toBinary(FileDescriptorSetSchema, set));
}

/** Files with all that they import, each once, after what it imports. */
export function contractFiles(files: readonly DescFile[]): DescFile[] {
  const found = new Set<DescFile>();
  const add = (file: DescFile) => {
    if (found.has(file)) return;
    file.dependencies.forEach(add);
    found.add(file);
  };
  files.forEach(add);
  return [...found];
}
