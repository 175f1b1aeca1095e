import type { DescMethod } from "@bufbuild/protobuf";
import { STT } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { STT as PresetStt } from "../../gen/mts/ai/audiogram/stt_presets/v2/stt_presets_pb.ts";

/** The bidirectional streaming methods, which a browser cannot call without the bridge. */
export const bridgedMethods: ReadonlySet<string> = new Set(
  [STT.method.recognize, PresetStt.method.recognize].map(path),
);

function path({ parent, name }: DescMethod): string {
  return `/${parent.typeName}/${name}`;
}
