import type { DescMethod } from "@bufbuild/protobuf";
import { STT } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { STT as PresetStt } from "../../gen/mts/ai/audiogram/stt_presets/v2/stt_presets_pb.ts";

/** The methods that a browser cannot call without the bridge: both sides speak at the same time. */
export const bridgedMethods: ReadonlySet<string> = new Set(
  [STT.method.recognize, PresetStt.method.recognize].map(path),
);

function path({ parent, name }: DescMethod): string {
  return `/${parent.typeName}/${name}`;
}
