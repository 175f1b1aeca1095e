import type { DescMethod } from "@bufbuild/protobuf";
import { accountOfOne, methodKey, type MethodDescription, type MethodDescriptions } from "./call-attributes.ts";
import { asrDescriptions } from "./asr-attributes.ts";
import { cloningDescriptions } from "./cloning-attributes.ts";
import { modelsDescriptions } from "./models-attributes.ts";
import { ttsDescriptions } from "./tts-attributes.ts";

const descriptions: MethodDescriptions = {
  ...ttsDescriptions,
  ...asrDescriptions,
  ...modelsDescriptions,
  ...cloningDescriptions,
};

/** How the log speaks of a method; one that it does not know is named and nothing more is said of it. */
export function describeMethod(method: DescMethod): MethodDescription {
  return (
    descriptions[methodKey(method)] ?? {
      service: "System",
      requestService: `${method.parent.name}_${method.name}`,
      open: () =>
        accountOfOne(
          () => ({ facts: {} }),
          () => ({ facts: {} }),
        ),
    }
  );
}
